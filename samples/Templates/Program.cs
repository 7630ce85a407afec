using System.Text.Json.Nodes;
using Templates;

var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Critical);
if (builder.Configuration["urls"] is null)
{
    builder.WebHost.UseUrls("http://127.0.0.1:5085");
}

builder.Services.AddApiGateway(builder.Configuration.GetSection("ApiGateway"))
    .AddStage("legacy", stage => stage.Variable("channel", "partner"));

var app = builder.Build();

// 1. Both ways. A value brings its own quotation marks; inside a string it is text. Neither can break out of its place.
app.MapPost("/orders", (NewOrder order) => TypedResults.Ok(new { order.Item, order.Quantity, order.PlacedBy }))
    .WithStage("legacy")
    .WithRequestTemplate("application/json", """
        {
          "item": {{ input.body.article | string.capitalize }},
          "quantity": {{ input.body.pcs }},
          "placedBy": "{{ input.params("customer-no") }} by {{ stageVariables.channel }}"
        }
        """)
    .WithResponseTemplate(@"2\d{2}", "application/json", """
        { "article": {{ input.body.item }}, "pcs": {{ input.body.quantity }}, "by": {{ input.body.placedBy }} }
        """);

// 2. From a file, with a loop. The handler sees what the template wrote.
app.MapPost("/shipments", (JsonObject shipment) => shipment).WithRequestTemplateFile("application/json", "templates/shipment.json");

app.Lifetime.ApplicationStarted.Register(() => Guide.Print(app.Urls.First()));
app.Run();

internal sealed record NewOrder(string Item, int Quantity, string PlacedBy);
