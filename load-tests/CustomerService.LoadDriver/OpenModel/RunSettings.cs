namespace CustomerService.LoadDriver.OpenModel;

/// <summary>How a run goes, whatever its rate.</summary>
/// <param name="Warmup">Load before what is measured.</param>
/// <param name="Measured">Load that is measured.</param>
/// <param name="ObserveEvery">Every so many shoppers one is watched until the reply; 0 for none.</param>
/// <param name="ReplyTimeout">After it a reply is late.</param>
internal sealed record RunSettings(TimeSpan Warmup, TimeSpan Measured, int ObserveEvery, TimeSpan ReplyTimeout);
