using CustomerService.Storage.Tests.Shop;

namespace CustomerService.Storage.Tests.Sqlite;

public sealed class SqliteTablePoliciesTests : TablePoliciesContract
{
    private protected override Task<TableShop> Open() => Task.FromResult(new TableShop());
}

public sealed class SqliteOrderChangeTests : OrderChangeContract
{
    private protected override Task<TableShop> Open() => Task.FromResult(new TableShop());
}

public sealed class SqliteTableOrdersTests : TableOrdersContract
{
    private protected override Task<TableShop> Open() => Task.FromResult(new TableShop());
}

public sealed class SqliteTableStockTests : TableStockContract
{
    private protected override Task<TableShop> Open() => Task.FromResult(new TableShop());
}

public sealed class SqliteTableCatalogueTests : TableCatalogueContract
{
    private protected override Task<TableShop> Open() => Task.FromResult(new TableShop());
}

public sealed class SqliteSampleShopTests : SampleShopContract
{
    private protected override Task<TableShop> Open() => Task.FromResult(new TableShop());
}

public sealed class SqliteImportUpdateTests : ImportUpdateContract
{
    private protected override Task<TableShop> Open() => Task.FromResult(new TableShop());
}
