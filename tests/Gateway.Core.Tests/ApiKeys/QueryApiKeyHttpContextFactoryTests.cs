using Gateway.Core.ApiKeys;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.ApiKeys;

public class QueryApiKeyHttpContextFactoryTests
{
    private const string Key = TestKeys.Alice;

    [Theory]
    [InlineData($"?key={Key}", "")]
    [InlineData($"?key={Key}&", "")]
    [InlineData($"?&key={Key}", "")]
    [InlineData($"?a=1&key={Key}", "?a=1")]
    [InlineData($"?key={Key}&a=1", "?a=1")]
    [InlineData($"?a=b&c&key={Key}", "?a=b&c")]
    [InlineData($"?c&key={Key}&d", "?c&d")]
    [InlineData($"?a=&key={Key}&b=", "?a=&b=")]
    [InlineData($"?z=1&key={Key}&a=2&z=3", "?z=1&a=2&z=3")]
    [InlineData($"?q=a+b%20c%2B%2f&key={Key}", "?q=a+b%20c%2B%2f")]
    [InlineData($"?a=1&&key={Key}&b=2", "?a=1&&b=2")]
    [InlineData($"?&a=1&key={Key}", "?&a=1")]
    [InlineData($"?a=1=2&key={Key}&=x&%zz", "?a=1=2&=x&%zz")]
    [InlineData($"?keys=1&key={Key}&akey=2", "?keys=1&akey=2")]
    public void Create_KeyInTheQuery_TakesItOutAndKeepsTheOthersAsTheyWereSent(string sent, string rest)
    {
        var request = Create(sent, out var taken);

        Assert.Equal([Key], taken!.Values.ToArray());
        Assert.Equal(rest, request.QueryString);
        Assert.Equal("/orders" + rest, request.RawTarget);
    }

    [Theory]
    [InlineData($"?key={Key}")]
    [InlineData($"?KEY={Key}")]
    [InlineData($"?k%65y={Key}")]
    [InlineData($"?%6B%65%79={Key}")]
    [InlineData("?key=gw%5Fdemo%5FUDTf5DTtUmB9LjsSMpZEnO%5F0MSzSW")]
    public void Create_NameOrValueEncoded_ReadsItAsTheFrameworkDoes(string sent)
    {
        var request = Create(sent, out var taken);

        Assert.Equal([Key], taken!.Values.ToArray());
        Assert.Equal("", request.QueryString);
    }

    [Theory]
    [InlineData($"?key={Key}&key={Key}")]
    [InlineData($"?key={Key}&KEY={Key}")]
    [InlineData($"?key={Key}&a=1&k%65y={Key}")]
    public void Create_KeyTwice_TakesBothOut(string sent)
    {
        var request = Create(sent, out var taken);

        Assert.Equal([Key, Key], taken!.Values.ToArray());
        Assert.DoesNotContain(Key, request.QueryString, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, request.RawTarget, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?key")]
    [InlineData("?key=")]
    public void Create_KeyWithoutValue_CountsAsOneEmptyValue(string sent)
    {
        Create(sent, out var taken);

        Assert.Equal([""], taken!.Values.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("?a=b&c&&d=+%20")]
    [InlineData("?a=key&b=?key=x")]
    [InlineData("??key=x")]
    public void Create_NoKeyInTheQuery_LeavesTheUrlAlone(string sent)
    {
        var request = Create(sent, out var taken);

        Assert.Null(taken);
        Assert.Equal(sent, request.QueryString);
        Assert.Equal("/orders" + sent, request.RawTarget);
    }

    [Fact]
    public void Create_AbsoluteTarget_TakesTheKeyOutOfItToo()
    {
        var request = Create($"?key={Key}&a=1", out _, "http://example.com/orders");

        Assert.Equal("http://example.com/orders?a=1", request.RawTarget);
    }

    private static IHttpRequestFeature Create(string queryString, out QueryApiKeyFeature? taken, string path = "/orders")
    {
        using var services = new ServiceCollection().AddOptions().AddLogging().BuildServiceProvider();
        var factory = new QueryApiKeyHttpContextFactory(new DefaultHttpContextFactory(services), "key");
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature { Path = "/orders", QueryString = queryString, RawTarget = path + queryString });
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        var context = factory.Create(features);
        taken = context.Features.Get<QueryApiKeyFeature>();
        var request = context.Features.GetRequiredFeature<IHttpRequestFeature>();
        Assert.DoesNotContain("key", context.Request.Query.Keys, StringComparer.OrdinalIgnoreCase);
        factory.Dispose(context);
        return request;
    }
}
