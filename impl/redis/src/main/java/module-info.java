/** Sessions in Redis. */
module dev.adieu.redis {
    requires transitive dev.adieu;
    requires transitive jakarta.cdi;
    requires jakarta.inject;
    requires redis.clients.jedis;
    requires org.apache.commons.pool2;

    exports dev.adieu.redis;
}
