using Orleans.Metadata;
using Orleans.Placement;

namespace CustomerService.Grains.Placement;

/// <summary>Places a grain only on silos of a role.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RunsOnAttribute(string role) : PlacementFilterAttribute(new RolePlacement(role));

/// <summary>The role travels with the grain's properties: every silo places grains of every class.</summary>
internal sealed class RolePlacement(string role) : PlacementFilterStrategy(order: 0)
{
    private const string Property = "role";

    public RolePlacement()
        : this(SiloRoles.Both)
    {
    }

    public string Role { get; private set; } = role;

    public override void AdditionalInitialize(GrainProperties properties) =>
        Role = GetPlacementFilterGrainProperty(Property, properties)
            ?? throw new ArgumentException("The grain's properties name no role.", nameof(properties));

    protected override IEnumerable<KeyValuePair<string, string>> GetAdditionalGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, IReadOnlyDictionary<string, string> existingProperties) =>
        [new(Property, Role)];
}
