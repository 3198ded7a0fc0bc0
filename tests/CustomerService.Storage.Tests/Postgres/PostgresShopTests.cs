using CustomerService.Storage.Tests.Shop;

namespace CustomerService.Storage.Tests.Postgres;

public sealed class PostgresTablePoliciesTests(PostgresServer server) : TablePoliciesContract
{
    private protected override Task<TableShop> Open() => server.Shop();
}

public sealed class PostgresOrderChangeTests(PostgresServer server) : OrderChangeContract
{
    private protected override Task<TableShop> Open() => server.Shop();
}

public sealed class PostgresTableOrdersTests(PostgresServer server) : TableOrdersContract
{
    private protected override Task<TableShop> Open() => server.Shop();
}

public sealed class PostgresTableStockTests(PostgresServer server) : TableStockContract
{
    private protected override Task<TableShop> Open() => server.Shop();
}

public sealed class PostgresTableCatalogueTests(PostgresServer server) : TableCatalogueContract
{
    private protected override Task<TableShop> Open() => server.Shop();
}

public sealed class PostgresSampleShopTests(PostgresServer server) : SampleShopContract
{
    private protected override Task<TableShop> Open() => server.Shop();
}

public sealed class PostgresImportUpdateTests(PostgresServer server) : ImportUpdateContract
{
    private protected override Task<TableShop> Open() => server.Shop();
}
