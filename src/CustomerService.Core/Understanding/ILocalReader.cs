namespace CustomerService.Core.Understanding;

/// <summary>The language model in this process, for hosts that own one.</summary>
public interface ILocalReader : IReader;
