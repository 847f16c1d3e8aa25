-- Adieu, schema 1, H2 2.2 or newer. Times are milliseconds since 1970, by the database's clock.
-- The version of these tables. First and last, so that nodes which start together make them once.
CREATE TABLE adieu_schema (version INTEGER PRIMARY KEY);

-- One row a session; ended ones stay for a while. The content is Adieu's own; secrets in it are encrypted.
CREATE TABLE adieu_session (
  token       VARCHAR(45)  PRIMARY KEY,
  id          VARCHAR(128) NOT NULL UNIQUE,
  number      BIGINT GENERATED ALWAYS AS IDENTITY,
  subject     VARCHAR(43)  NOT NULL,
  content     BLOB  NOT NULL,
  idle        BIGINT NOT NULL,
  retention   BIGINT NOT NULL,
  began_at    BIGINT NOT NULL,
  dies_at     BIGINT NOT NULL,
  seen_at     BIGINT NOT NULL,
  live_until  BIGINT,
  ended_at    BIGINT,
  kept_until  BIGINT,
  reason      VARCHAR(64),
  operation   VARCHAR(22),
  outstanding VARCHAR(10000),
  handed_at   BIGINT,
  taker       VARCHAR(22),
  attempts    INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX adieu_session_subject ON adieu_session (subject, token);
CREATE INDEX adieu_session_live ON adieu_session (live_until);
CREATE INDEX adieu_session_ended ON adieu_session (ended_at);
CREATE INDEX adieu_session_kept ON adieu_session (kept_until);
CREATE INDEX adieu_session_operation ON adieu_session (operation);
CREATE INDEX adieu_session_handed ON adieu_session (handed_at);

-- What providers find sessions by.
CREATE TABLE adieu_link (
  link  VARCHAR(43) NOT NULL,
  token VARCHAR(45) NOT NULL REFERENCES adieu_session ON DELETE CASCADE,
  PRIMARY KEY (link, token)
);
CREATE INDEX adieu_link_token ON adieu_link (token);

-- What is remembered until a time.
CREATE TABLE adieu_fact (
  fact       VARCHAR(43) PRIMARY KEY,
  content    VARBINARY(1000000)  NOT NULL,
  kept_until BIGINT NOT NULL
);
CREATE INDEX adieu_fact_kept ON adieu_fact (kept_until);

-- Locked while a subject's sessions are counted; 4,096 rows at most.
CREATE TABLE adieu_bucket (bucket VARCHAR(2) PRIMARY KEY);

INSERT INTO adieu_schema VALUES (1);
