using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using Gateway.Core.Pipeline;
using Microsoft.AspNetCore.Http.HttpResults;
using Orders;

// Demonstration keys. A real app configures the hash only: var key = ApiKey.Create("live"); key.Value; key.Hash
(string Id, string Plan, string Value)[] keys =
[
    ("alice", "free", "gw_demo_UDTf5DTtUmB9LjsSMpZEnO_0MSzSW"),
    ("bob", "free", "gw_demo_Db3Aa67JBGEP3L24OWoDdS_3Z8mrQ"),
    ("carol", "pro", "gw_demo_JMZRXnG96TG5qP7sdZ06se_2j59uk"),
];

var builder = WebApplication.CreateBuilder(args);
if (builder.Configuration["urls"] is null)
{
    builder.WebHost.UseUrls("http://127.0.0.1:5080");
}

builder.Services.AddOpenApi(ApiPage.DescribeKey);
builder.Services.AddHealthChecks().AddApiGateway();

// Plans and stages come from appsettings.json; the keys from here.
var gateway = builder.Services.AddApiGateway(builder.Configuration.GetSection("ApiGateway"));
foreach (var (id, plan, value) in keys)
{
    gateway.AddApiKey(id, key => key.Value(value).Plans(plan));
}

var app = builder.Build();
var store = new ConcurrentDictionary<int, Order>();
store[1] = new Order(1, "Espresso machine", 1, "EUR");

// A key of any plan for the whole group; the plan's limits are charged before a handler runs.
var orders = app.MapGroup("/orders").WithStage("prod").RequireUsagePlan();

orders.MapGet("/", () => store.Values);

orders.MapGet("/{id:int}", Results<Ok<Order>, NotFound> (int id) =>
    store.TryGetValue(id, out var order) ? TypedResults.Ok(order) : TypedResults.NotFound());

// Only the pro plan may write: the group's "any plan" is narrowed. The body must be as NewOrder says before the handler sees it.
orders.MapPost("/", Results<Created<Order>, Conflict> (NewOrder request, HttpContext context) =>
{
    var currency = context.GetGateway().Stage.Variables["currency"];
    var order = new Order(store.Count + 1, request.Item, request.Quantity, currency);
    return store.Count < 1_000 && store.TryAdd(order.Id, order)
        ? TypedResults.Created($"/orders/{order.Id}", order)
        : TypedResults.Conflict();
}).RequireUsagePlan("pro").WithRequestSchema();

// What the caller has used, read live. Asking costs a request like any other.
app.MapGet("/usage", (GatewayCaller caller) => new { caller.Id, caller.Plan, Quota = caller.GetUsage() }).RequireUsagePlan();

app.MapHealthChecks("/health");
app.MapOpenApi();
app.UseSwaggerUI(options => options.SwaggerEndpoint("/openapi/v1.json", "Orders"));

app.Lifetime.ApplicationStarted.Register(() => Guide.Print(app.Urls.First(), keys));
app.Run();

internal sealed record Order(int Id, string Item, int Quantity, string Currency);

internal sealed record NewOrder([property: Required] string Item, [property: Range(1, 1_000)] int Quantity);
