using CustomerService.Core.Understanding;

namespace CustomerService.Grains.Understanding;

/// <summary>A <see cref="ReaderBusyException"/> between silos: its caller is to know it from a failure.</summary>
[GenerateSerializer, Alias("CustomerService.ReaderBusy")]
internal struct ReaderBusySurrogate
{
    [Id(0)]
    public string Message;
}

/// <inheritdoc cref="ReaderBusySurrogate"/>
[RegisterConverter]
internal sealed class ReaderBusyConverter : IConverter<ReaderBusyException, ReaderBusySurrogate>
{
    public ReaderBusyException ConvertFromSurrogate(in ReaderBusySurrogate surrogate) => new(surrogate.Message);

    public ReaderBusySurrogate ConvertToSurrogate(in ReaderBusyException value) => new() { Message = value.Message };
}
