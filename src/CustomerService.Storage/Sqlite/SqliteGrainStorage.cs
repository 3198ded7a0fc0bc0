using System.Globalization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace CustomerService.Storage.Sqlite;

/// <summary>
/// Grain states in <see cref="SqliteDatabase"/>. The etag is the row's version; a write whose etag is not the row's,
/// or that has none where a row exists, changes nothing and fails.
/// </summary>
public sealed class SqliteGrainStorage(
    SqliteDatabase database, SqliteGrainStorageOptions options, IActivatorProvider activators) : IGrainStorage
{
    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var id = grainId.ToString();
        var row = await database.Read(
            connection => GrainStateTable.Read(connection, stateName, id), cancellationToken);
        grainState.State = row?.Payload is { } payload
            ? options.GrainStorageSerializer.Deserialize<T>(new BinaryData(payload))
            : activators.GetActivator<T>().Create();
        grainState.RecordExists = row?.Payload is not null;
        grainState.ETag = row is { } found ? ETag(found.Version) : null;
    }

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var id = grainId.ToString();
        var expected = Expected(stateName, grainState);
        var payload = options.GrainStorageSerializer.Serialize(grainState.State).ToArray();
        var (written, version) = await database.Write(
            (connection, _) => GrainStateTable.Write(connection, stateName, id, expected, payload), cancellationToken);
        if (!written)
            throw Conflict(stateName, grainState, version);
        grainState.ETag = ETag(version);
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        // A grain may clear what it never read.
        if (!grainState.RecordExists && string.IsNullOrEmpty(grainState.ETag))
        {
            await ReadStateAsync(stateName, grainId, grainState, cancellationToken);
            if (!grainState.RecordExists)
                return;
        }

        var id = grainId.ToString();
        var expected = Expected(stateName, grainState);
        var (written, version) = await database.Write(
            (connection, _) => options.DeleteStateOnClear
                ? GrainStateTable.Remove(connection, stateName, id, expected)
                : GrainStateTable.Write(connection, stateName, id, expected, payload: null),
            cancellationToken);
        if (!written)
            throw Conflict(stateName, grainState, version);
        grainState.ETag = version == GrainStateTable.None ? null : ETag(version);
        grainState.RecordExists = false;
        grainState.State = activators.GetActivator<T>().Create();
    }

    private static string ETag(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static long Expected<T>(string stateName, IGrainState<T> grainState)
    {
        if (string.IsNullOrEmpty(grainState.ETag))
            return GrainStateTable.None;
        return long.TryParse(grainState.ETag, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && version > GrainStateTable.None
                ? version
                : throw new InconsistentStateException(
                    $"The etag of a state '{stateName}' is not one of this storage.", "", grainState.ETag);
    }

    // Names no grain: its id tells who the shopper is.
    private static InconsistentStateException Conflict<T>(string stateName, IGrainState<T> grainState, long version) =>
        new(
            $"A state '{stateName}' was written by somebody else in the meantime.",
            version == GrainStateTable.None ? null : ETag(version),
            grainState.ETag);
}
