namespace CustomerService.Grains.Members;

/// <summary>Takes this process out of the cluster in order; the host's.</summary>
public interface ILeaving
{
    /// <summary>Begins, unless it has begun: unready at once, then hands activations over and leaves. Returns before that.</summary>
    void Begin();
}
