using Gateway.Core.ApiKeys;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Xunit;

namespace Gateway.Core.Tests.ApiKeys;

public class ApiKeyReaderTests
{
    [Fact]
    public void TryRead_NoHeader_IsMissing() => AssertRefused(ApiKeyFailure.Missing, new DefaultHttpContext());

    [Theory]
    [InlineData("x-api-key")]
    [InlineData("X-Api-Key")]
    [InlineData("X-API-KEY")]
    public void TryRead_HeaderInAnyCase_IsRead(string name) => AssertRead(Request((name, TestKeys.Alice)));

    [Fact]
    public void TryRead_TwoHeaderLines_IsMalformedEvenWhenOneOrBothAreGood()
    {
        AssertRefused(ApiKeyFailure.Malformed, Request(("x-api-key", new StringValues([TestKeys.Alice, TestKeys.Bob]))));
        AssertRefused(ApiKeyFailure.Malformed, Request(("x-api-key", new StringValues([TestKeys.Alice, TestKeys.Alice]))));
        AssertRefused(ApiKeyFailure.Malformed, Request(("x-api-key", new StringValues([TestKeys.Alice, ""]))));
        AssertRefused(ApiKeyFailure.Malformed, Request(("x-api-key", new StringValues(["", TestKeys.Alice]))));
    }

    [Fact]
    public async Task TryRead_CommaJoinedValues_AreRefusedByReaderOrForm()
    {
        using var lab = new ApiKeyLab();
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        foreach (var joined in (string[])[$"{TestKeys.Alice},{TestKeys.Bob}", $"{TestKeys.Alice}, {TestKeys.Alice}", $"{TestKeys.Alice},", $",{TestKeys.Alice}"])
        {
            new ApiKeyReader(new ApiKeysOptions()).TryRead(TestFeatures.Of(Request(("x-api-key", joined))), out var value, out _);
            Assert.Equal(ApiKeyFailure.Malformed, (await lab.PresentAsync(value!)).Failure);
        }

        Assert.Empty(lab.Store.Calls);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\t")]
    [InlineData("0123456789012345678")]
    public void TryRead_EmptyOrTooShort_IsMalformed(string value) => AssertRefused(ApiKeyFailure.Malformed, Request(("x-api-key", value)));

    [Theory]
    [InlineData(129)]
    [InlineData(64 * 1024)]
    public void TryRead_TooLong_IsMalformed(int length) =>
        AssertRefused(ApiKeyFailure.Malformed, Request(("x-api-key", new string('k', length))));

    [Theory]
    [InlineData(20)]
    [InlineData(128)]
    public void TryRead_ShortestAndLongest_IsRead(int length)
    {
        var value = new string('k', length);

        Assert.True(new ApiKeyReader(new ApiKeysOptions()).TryRead(TestFeatures.Of(Request(("x-api-key", value))), out var read, out _));
        Assert.Equal(value, read);
    }

    [Fact]
    public void TryRead_OtherHeaderName_ReadsThatOneOnly()
    {
        var options = new ApiKeysOptions { HeaderName = "Subscription-Key" };

        AssertRead(Request(("subscription-key", TestKeys.Alice)), options);
        AssertRead(Request(("subscription-key", TestKeys.Alice), ("x-api-key", TestKeys.Bob)), options);
        AssertRefused(ApiKeyFailure.Missing, Request(("x-api-key", TestKeys.Alice)), options);
    }

    [Theory]
    [InlineData("x-api-key")]
    [InlineData("X-API-Key")]
    [InlineData("  x-api-key\t")]
    [InlineData("keep-alive, x-api-key")]
    [InlineData("keep-alive,x-api-key , close")]
    [InlineData("x-api-key,")]
    [InlineData(",,x-api-key")]
    [InlineData("close", "x-api-key")]
    [InlineData("x-api-key", "close")]
    public void TryRead_ConnectionNamesTheHeader_IsMissing(params string[] lines) =>
        AssertRefused(ApiKeyFailure.Missing, Request(("x-api-key", TestKeys.Alice), ("Connection", new StringValues(lines))));

    [Theory]
    [InlineData("keep-alive")]
    [InlineData("x-api-key-2")]
    [InlineData("my-x-api-key, keep-alive")]
    [InlineData("x-api key")]
    [InlineData("")]
    public void TryRead_ConnectionNamesOthers_IsRead(string connection) =>
        AssertRead(Request(("x-api-key", TestKeys.Alice), ("Connection", connection)));

    [Fact]
    public void TryRead_KeyInTheQuery_IsMissingByDefault()
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString($"?x-api-key={TestKeys.Alice}&api_key={TestKeys.Alice}");

        AssertRefused(ApiKeyFailure.Missing, context);
    }

    private static DefaultHttpContext Request(params (string Name, StringValues Value)[] headers)
    {
        var context = new DefaultHttpContext();
        foreach (var (name, value) in headers)
        {
            context.Request.Headers[name] = value;
        }

        return context;
    }

    private static void AssertRead(HttpContext context, ApiKeysOptions? options = null)
    {
        Assert.True(new ApiKeyReader(options ?? new ApiKeysOptions()).TryRead(TestFeatures.Of(context), out var value, out _));
        Assert.Equal(TestKeys.Alice, value);
    }

    private static void AssertRefused(ApiKeyFailure expected, HttpContext context, ApiKeysOptions? options = null)
    {
        Assert.False(new ApiKeyReader(options ?? new ApiKeysOptions()).TryRead(TestFeatures.Of(context), out _, out var failure));
        Assert.Equal(expected, failure);
    }
}
