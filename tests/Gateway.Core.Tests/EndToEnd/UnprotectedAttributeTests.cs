using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

public class UnprotectedAttributeTests
{
    [Fact]
    public async Task RequireUsagePlan_OnAnActionWithoutAddApiGateway_ServesNothing()
    {
        var logs = new CapturedLogs();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Logging.AddProvider(logs);
        OnlyControllers.Add(builder.Services, typeof(SecretController));
        await using var app = builder.Build();
        app.MapControllers();
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient();

        using var response = await client.GetAsync(new Uri(app.Urls.First() + "/secret"), TestContext.Current.CancellationToken);

        Assert.Equal(500, (int)response.StatusCode);
        Assert.DoesNotContain("SECRET", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains(logs.Entries, entry => entry.Exception?.Message.Contains("AddApiGateway", StringComparison.Ordinal) == true);
    }

    [ApiController]
    [Route("secret")]
    [RequireUsagePlan]
    public sealed class SecretController : ControllerBase
    {
        [HttpGet]
        public string Get() => "SECRET";
    }
}
