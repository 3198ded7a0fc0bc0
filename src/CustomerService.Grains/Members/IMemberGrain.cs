namespace CustomerService.Grains.Members;

/// <summary>A silo as a member of the cluster: a stateless worker, under the key of its silo (<see cref="Placement.OnSilo"/>).</summary>
[Alias("CustomerService.IMemberGrain")]
public interface IMemberGrain : IGrainWithIntegerKey
{
    /// <summary>Begins to drain the silo of this name; false where another one was reached.</summary>
    [Alias("Drain")]
    Task<bool> Drain(string silo);
}
