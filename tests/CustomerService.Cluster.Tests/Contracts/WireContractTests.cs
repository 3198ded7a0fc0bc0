using CustomerService.Contracts.Conversations;
using PublicApiGenerator;

namespace CustomerService.Cluster.Tests.Contracts;

public sealed class WireContractTests
{
    [Fact]
    public void Contracts_WireRecordsAndGrainInterfaces_AreAsApproved()
    {
        var options = new ApiGeneratorOptions { IncludeAssemblyAttributes = false, DenyNamespacePrefixes = ["OrleansCodeGen"] };

        var text = typeof(IConversationGrain).Assembly.GeneratePublicApi(options);

        Approved.ShouldMatch(text, "wire.approved.txt");
    }
}
