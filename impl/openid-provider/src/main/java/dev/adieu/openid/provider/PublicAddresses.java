// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Where logout tokens may go. Whoever registers a client says where it is told, and so could have this server call others
 * of its own network (SSRF). Decided for each connection, by the addresses that it is then made to.
 *
 * @param internal hosts whose addresses may be any; in lower case
 */
record PublicAddresses(Set<String> internal) implements DnsResolver {

    /** A host that may not be called. */
    static final class NotPublicException extends UnknownHostException {
        private static final long serialVersionUID = 1;

        NotPublicException(String host) {
            super("The address of " + host
                    + " is not public; if it may be called, name the host in adieu.openid-provider.internal-receivers");
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        if (!internal.contains(host.toLowerCase(Locale.ROOT))) {
            for (var address : addresses) {
                if (!isPublic(address)) {
                    throw new NotPublicException(host);
                }
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
    }

    /** Whether anybody on the Internet could have it: not so what IANA's registries keep for other purposes. */
    static boolean isPublic(InetAddress address) {
        var bytes = address.getAddress();
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        return address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes, 0);
    }

    /** RFC 6890 */
    private static boolean isPublic4(byte[] bytes, int at) {
        int first = bytes[at] & 0xff;
        int second = bytes[at + 1] & 0xff;
        int third = bytes[at + 2] & 0xff;
        return !(first == 0
                || first == 10
                || first == 127
                || first >= 224
                || first == 100 && second >= 64 && second < 128
                || first == 169 && second == 254
                // Azure's own, reachable from its machines alone
                || first == 168 && second == 63 && third == 129
                || first == 172 && second >= 16 && second < 32
                || first == 192 && second == 168
                || first == 192 && second == 0 && (third == 0 || third == 2)
                || first == 192 && second == 88 && third == 99
                || first == 198 && (second == 18 || second == 19)
                || first == 198 && second == 51 && third == 100
                || first == 203 && second == 0 && third == 113);
    }

    /** Global unicast alone, and of that not what leads to an IPv4 address which is not public, or nowhere. */
    private static boolean isPublic6(byte[] bytes) {
        int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        int second = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        if (first == 0x64 && second == 0xff9b) {
            // RFC 6052: translated
            return bytes[4] == 0 && bytes[5] == 0 && isPublic4(bytes, 12);
        }
        if (first == 0x2002) {
            // RFC 3056: tunnelled
            return isPublic4(bytes, 2);
        }
        var reserved = first == 0x2001 && (second < 0x200 || second == 0xdb8);
        return (first & 0xe000) == 0x2000 && !reserved;
    }
}
