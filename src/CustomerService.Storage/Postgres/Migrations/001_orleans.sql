-- What the ADO.NET providers of Orleans keep: members of the cluster, grain states, reminders. The providers read
-- their statements by key from OrleansQuery; keys, parameters and result columns are their contract, the rest is ours.

CREATE TABLE orleansquery (querykey text PRIMARY KEY, querytext text NOT NULL);

-- Membership: one version a cluster; every change but a heartbeat moves it and must know it.
CREATE TABLE cluster_version (cluster text PRIMARY KEY, version integer NOT NULL DEFAULT 0);
CREATE TABLE cluster_member (
    cluster text NOT NULL REFERENCES cluster_version,
    address text NOT NULL,
    port integer NOT NULL,
    generation integer NOT NULL,
    silo_name text NOT NULL,
    host_name text NOT NULL,
    status integer NOT NULL,
    proxy_port integer NOT NULL,
    suspect_times text,
    started_at timestamptz NOT NULL,
    alive_at timestamptz NOT NULL,
    PRIMARY KEY (cluster, address, port, generation)
) WITH (fillfactor = 50);

INSERT INTO orleansquery VALUES
('GatewaysQueryKey', $$
SELECT address AS Address, proxy_port AS ProxyPort, generation AS Generation FROM cluster_member
WHERE cluster = @DeploymentId AND status = @Status AND proxy_port > 0
$$),
-- The left joins give the version also where no member is.
('MembershipReadRowKey', $$
SELECT m.address AS Address, m.port AS Port, m.generation AS Generation, m.silo_name AS SiloName,
    m.host_name AS HostName, m.status AS Status, m.proxy_port AS ProxyPort, m.suspect_times AS SuspectTimes,
    m.started_at AS StartTime, m.alive_at AS IAmAliveTime, v.version AS Version
FROM cluster_version AS v
LEFT JOIN cluster_member AS m
    ON m.cluster = v.cluster AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
WHERE v.cluster = @DeploymentId
$$),
('MembershipReadAllKey', $$
SELECT m.address AS Address, m.port AS Port, m.generation AS Generation, m.silo_name AS SiloName,
    m.host_name AS HostName, m.status AS Status, m.proxy_port AS ProxyPort, m.suspect_times AS SuspectTimes,
    m.started_at AS StartTime, m.alive_at AS IAmAliveTime, v.version AS Version
FROM cluster_version AS v LEFT JOIN cluster_member AS m ON m.cluster = v.cluster
WHERE v.cluster = @DeploymentId
$$),
('InsertMembershipVersionKey', $$
WITH added AS (
    INSERT INTO cluster_version (cluster) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
SELECT EXISTS (SELECT 1 FROM added)
$$),
('UpdateIAmAlivetimeKey', $$
UPDATE cluster_member SET alive_at = @IAmAliveTime
WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$$),
-- Who waits for the version's row finds it moved and changes nothing.
('InsertMembershipKey', $$
WITH moved AS (
    UPDATE cluster_version AS v SET version = v.version + 1
    WHERE v.cluster = @DeploymentId AND v.version = @Version AND NOT EXISTS (
        SELECT 1 FROM cluster_member AS m WHERE m.cluster = @DeploymentId AND m.address = @Address
            AND m.port = @Port AND m.generation = @Generation)
    RETURNING v.cluster),
added AS (
    INSERT INTO cluster_member (
        cluster, address, port, generation, silo_name, host_name, status, proxy_port, started_at, alive_at)
    SELECT cluster, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
    FROM moved RETURNING 1)
SELECT EXISTS (SELECT 1 FROM added)
$$),
('UpdateMembershipKey', $$
WITH moved AS (
    UPDATE cluster_version AS v SET version = v.version + 1
    WHERE v.cluster = @DeploymentId AND v.version = @Version AND EXISTS (
        SELECT 1 FROM cluster_member AS m WHERE m.cluster = @DeploymentId AND m.address = @Address
            AND m.port = @Port AND m.generation = @Generation)
    RETURNING v.cluster),
changed AS (
    UPDATE cluster_member AS m SET status = @Status, suspect_times = @SuspectTimes, alive_at = @IAmAliveTime
    FROM moved
    WHERE m.cluster = moved.cluster AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
    RETURNING 1)
SELECT EXISTS (SELECT 1 FROM changed)
$$),
('DeleteMembershipTableEntriesKey', $$
WITH members AS (DELETE FROM cluster_member WHERE cluster = @DeploymentId)
DELETE FROM cluster_version WHERE cluster = @DeploymentId
$$),
-- 3 is an active silo.
('CleanupDefunctSiloEntriesKey', $$
DELETE FROM cluster_member WHERE cluster = @DeploymentId AND alive_at < @IAmAliveTime AND status <> 3
$$);

-- Grain states. The version is the fence: a write must name the one it read, and the key is unique, so of two first
-- writes one fails. The fill factor leaves room for a state to grow in its page.
CREATE TABLE grain_state (
    key text NOT NULL,
    state_name text NOT NULL,
    n0 bigint NOT NULL,
    n1 bigint NOT NULL,
    service text NOT NULL,
    version integer NOT NULL,
    payload bytea,
    changed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (key, state_name, n0, n1, service)
) WITH (fillfactor = 70);

INSERT INTO orleansquery VALUES
('ReadFromStorageKey', $$
SELECT payload AS PayloadBinary, version AS Version FROM grain_state
WHERE key = coalesce(@GrainIdExtensionString, '') AND state_name = @GrainTypeString AND n0 = @GrainIdN0
    AND n1 = @GrainIdN1 AND service = @ServiceId
$$),
-- Gives the new version, or the old one where nothing was written, which the provider takes for a conflict.
('WriteToStorageKey', $$
WITH added AS (
    INSERT INTO grain_state (key, state_name, n0, n1, service, version, payload)
    SELECT coalesce(@GrainIdExtensionString, ''), @GrainTypeString, @GrainIdN0, @GrainIdN1, @ServiceId, 1,
        @PayloadBinary
    WHERE @GrainStateVersion::integer IS NULL
    ON CONFLICT DO NOTHING RETURNING version),
changed AS (
    UPDATE grain_state SET payload = @PayloadBinary, version = version + 1, changed_at = now()
    WHERE key = coalesce(@GrainIdExtensionString, '') AND state_name = @GrainTypeString AND n0 = @GrainIdN0
        AND n1 = @GrainIdN1 AND service = @ServiceId AND version = @GrainStateVersion
    RETURNING version)
SELECT coalesce((SELECT version FROM added), (SELECT version FROM changed), @GrainStateVersion)
    AS NewGrainStateVersion
$$),
('ClearStorageKey', $$
WITH changed AS (
    UPDATE grain_state SET payload = NULL, version = version + 1, changed_at = now()
    WHERE key = coalesce(@GrainIdExtensionString, '') AND state_name = @GrainTypeString AND n0 = @GrainIdN0
        AND n1 = @GrainIdN1 AND service = @ServiceId AND version = @GrainStateVersion
    RETURNING version)
SELECT coalesce((SELECT version FROM changed), @GrainStateVersion) AS NewGrainStateVersion
$$),
('DeleteStorageKey', $$
WITH gone AS (
    DELETE FROM grain_state
    WHERE key = coalesce(@GrainIdExtensionString, '') AND state_name = @GrainTypeString AND n0 = @GrainIdN0
        AND n1 = @GrainIdN1 AND service = @ServiceId AND version = @GrainStateVersion
    RETURNING version)
SELECT coalesce((SELECT version + 1 FROM gone), @GrainStateVersion) AS NewGrainStateVersion
$$);

-- Reminders. Versions come from one sequence, so that an etag from before a removal removes nothing registered after.
CREATE SEQUENCE reminder_version AS integer CYCLE;
CREATE TABLE reminder (
    service text NOT NULL,
    grain text NOT NULL,
    name text NOT NULL,
    hash integer NOT NULL,
    start_at timestamptz NOT NULL,
    period bigint NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (service, grain, name)
);
CREATE INDEX reminder_hash ON reminder (service, hash);

INSERT INTO orleansquery VALUES
('ReadReminderRowsKey', $$
SELECT grain AS GrainId, name AS ReminderName, start_at AS StartTime, period AS Period, version AS Version
FROM reminder WHERE service = @ServiceId AND grain = @GrainId
$$),
('ReadReminderRowKey', $$
SELECT grain AS GrainId, name AS ReminderName, start_at AS StartTime, period AS Period, version AS Version
FROM reminder WHERE service = @ServiceId AND grain = @GrainId AND name = @ReminderName
$$),
('ReadRangeRows1Key', $$
SELECT grain AS GrainId, name AS ReminderName, start_at AS StartTime, period AS Period, version AS Version
FROM reminder WHERE service = @ServiceId AND hash > @BeginHash AND hash <= @EndHash
$$),
('ReadRangeRows2Key', $$
SELECT grain AS GrainId, name AS ReminderName, start_at AS StartTime, period AS Period, version AS Version
FROM reminder WHERE service = @ServiceId AND (hash > @BeginHash OR hash <= @EndHash)
$$),
('UpsertReminderRowKey', $$
INSERT INTO reminder (service, grain, name, hash, start_at, period, version)
VALUES (@ServiceId, @GrainId, @ReminderName, @GrainHash, @StartTime, @Period, nextval('reminder_version'))
ON CONFLICT (service, grain, name) DO UPDATE SET
    hash = excluded.hash, start_at = excluded.start_at, period = excluded.period, version = excluded.version
RETURNING version AS Version
$$),
('DeleteReminderRowKey', $$
WITH gone AS (
    DELETE FROM reminder
    WHERE service = @ServiceId AND grain = @GrainId AND name = @ReminderName AND version = @Version RETURNING 1)
SELECT EXISTS (SELECT 1 FROM gone)
$$),
('DeleteReminderRowsKey', $$
DELETE FROM reminder WHERE service = @ServiceId
$$);
