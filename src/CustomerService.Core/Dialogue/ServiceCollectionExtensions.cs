using CustomerService.Core.Care;
using CustomerService.Core.Commerce;
using CustomerService.Core.Dialogue.Facts;
using CustomerService.Core.Knowledge;
using CustomerService.Core.Profiles;
using CustomerService.Core.Slots;
using CustomerService.Core.Understanding;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Core.Dialogue;

/// <summary>Wires the dialogue.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>
    /// Adds the dialogue with every kind of fact. The ports, <see cref="IFlowSource"/>, <see cref="TurnLimits"/>,
    /// <see cref="Recommending.GiftGuide"/>, <see cref="CareSetting"/> and <see cref="TimeProvider"/> come from elsewhere.
    /// </summary>
    public static IServiceCollection AddDialogue(this IServiceCollection services) => services
        .AddSingleton<ISlotExtractor, SlotExtractor>()
        .AddSingleton<OrderAccess>()
        .AddSingleton<FaqSearch>()
        .AddSingleton<IFactProvider, StockFact>()
        .AddSingleton<IFactProvider, PriceFact>()
        .AddSingleton(ProtectionWords.LoadShipped())
        .AddSingleton<IFactProvider, PriceProtectionFact>()
        .AddSingleton<IFactProvider, ProtectionRuleFact>()
        .AddSingleton<IFactProvider, PromotionFact>()
        .AddSingleton<IFactProvider, AttributeFact>()
        .AddSingleton<IFactProvider, ProductInfoFact>()
        .AddSingleton<IFactProvider, CompareFact>()
        .AddSingleton<IFactProvider, ShippingFact>()
        .AddSingleton<IFactProvider, DeliveryFact>()
        .AddSingleton<IFactProvider, ReturnFact>()
        .AddSingleton<IFactProvider, RefundFact>()
        .AddSingleton<IFactProvider, OrderChangeFact>()
        .AddSingleton<IFactProvider>(s => Action(s, OrderChangeKind.Cancel))
        .AddSingleton<IFactProvider>(s => Action(s, OrderChangeKind.Address))
        .AddSingleton<IFactProvider, WarrantyFact>()
        .AddSingleton<IFactProvider, InvoiceFact>()
        .AddSingleton<IFactProvider>(s => Faq(s, FaqFact.Exact, FaqNearness.Exact))
        .AddSingleton<IFactProvider>(s => Faq(s, FaqFact.Name, FaqNearness.Near))
        .AddSingleton<IFactProvider, RecommendFact>()
        .AddSingleton<IFactProvider, GiftFact>()
        .AddSingleton<IFactProvider, PersonalisationFact>()
        .AddSingleton<IFactProvider>(s => Personalisation(s, on: false))
        .AddSingleton<IFactProvider>(s => Personalisation(s, on: true))
        .AddSingleton<IFactProvider, DeskFact>()
        .AddSingleton<CouponDesk>()
        .AddSingleton<IFactProvider, CareFact>()
        .AddSingleton<IFactProvider>(s => new VipFact(new(s.GetRequiredService<IOrders>(), s.GetService<Desk.DeskSetting>() ?? new())))
        .AddSingleton<ModelCircuit>()
        .AddSingleton<TurnReader>()
        .AddSingleton<TurnRunner>();

    private static OrderAction Action(IServiceProvider services, OrderChangeKind kind) =>
        new(services.GetRequiredService<OrderAccess>(), services.GetRequiredService<IOrders>(), kind);

    private static PersonalisationAction Personalisation(IServiceProvider services, bool on) =>
        new(services.GetRequiredService<IProfiles>(), services.GetRequiredService<TimeProvider>(), on);

    private static FaqFact Faq(IServiceProvider services, string name, FaqNearness least) =>
        new(name, services.GetRequiredService<FaqSearch>(), least);
}
