using System.Collections.Concurrent;
using CustomerService.EndToEnd.Tests.Support;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CustomerService.EndToEnd.Tests.Traces;

/// <summary>Takes spans by OTLP over HTTP, as a collector does, and keeps name, trace and process of each.</summary>
internal sealed class Collector : IAsyncDisposable
{
    // Fields of the protocol's messages: TracesData, ResourceSpans, Resource, KeyValue, AnyValue, ScopeSpans, Span.
    private const int ResourceSpans = 1, Resource = 1, Attributes = 1, Key = 1, Value = 2, Text = 1;
    private const int ScopeSpans = 2, Spans = 2, TraceId = 1, Name = 5;

    private readonly ConcurrentQueue<(string Trace, string Name, string Process)> _spans = [];
    private readonly WebApplication _app;

    private Collector(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    public string[] NamesOf(string trace) => [.. _spans.Where(s => s.Trace == trace).Select(s => s.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>Name and instance of the service that a span of the trace came from.</summary>
    public string ProcessOf(string trace, string name) => _spans.First(s => s.Trace == trace && s.Name == name).Process;

    public static async Task<Collector> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var address = new Uri($"http://127.0.0.1:{Ports.Free()}");
        builder.WebHost.UseUrls(address.ToString());
        var app = builder.Build();
        var collector = new Collector(app, address);
        app.MapPost("/v1/traces", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
            collector.Read(body.ToArray());
            return Results.Bytes([], "application/x-protobuf");
        });
        app.MapPost("/v1/metrics", () => Results.Bytes([], "application/x-protobuf"));
        await app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Read(byte[] data)
    {
        foreach (var resource in Fields(data, ResourceSpans))
        {
            var about = Fields(resource, Resource).SelectMany(r => Fields(r, Attributes))
                .ToDictionary(a => Utf8(Fields(a, Key)[0]), a => Fields(a, Value).SelectMany(v => Fields(v, Text)).Select(Utf8).FirstOrDefault(), StringComparer.Ordinal);
            var process = $"{about.GetValueOrDefault("service.name")} {about.GetValueOrDefault("service.instance.id")}";
            foreach (var span in Fields(resource, ScopeSpans).SelectMany(s => Fields(s, Spans)))
                _spans.Enqueue((Convert.ToHexStringLower(Fields(span, TraceId)[0]), Utf8(Fields(span, Name)[0]), process));
        }
    }

    private static string Utf8(byte[] octets) => System.Text.Encoding.UTF8.GetString(octets);

    // The length-delimited fields of a message that have a number; all others are passed over.
    private static List<byte[]> Fields(byte[] message, int number)
    {
        var found = new List<byte[]>();
        var input = new CodedInputStream(message);
        while (input.ReadTag() is > 0 and var tag)
        {
            if (WireFormat.GetTagFieldNumber(tag) == number && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
                found.Add(input.ReadBytes().ToByteArray());
            else
                input.SkipLastField();
        }
        return found;
    }
}
