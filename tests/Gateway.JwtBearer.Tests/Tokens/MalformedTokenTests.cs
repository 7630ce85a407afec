using Gateway.JwtBearer.Tests.Support;
using Xunit;

namespace Gateway.JwtBearer.Tests.Tokens;

/// <summary>What is no token: refused before the issuer is asked for anything, and never an error of the server.</summary>
public class MalformedTokenTests
{
    [Theory]
    [InlineData("Bearer")]
    [InlineData("Basic YW5uYTpwYXNz")]
    [InlineData("a.b")]
    [InlineData("..")]
    [InlineData("e30..")]
    [InlineData("e30.e30.")]
    [InlineData("e30.e30.e30.e30.e30")]
    [InlineData("W10.e30.AAAA")]
    [InlineData("!!!.e30.AAAA")]
    [InlineData("bnVsbA.e30.AAAA")]
    public async Task Header_ThatIsNoToken_Returns401WithoutAskingTheIssuer(string header)
    {
        await using var lab = await JwtLab.StartAsync();

        var answer = await lab.AskAsync(header);

        Assert.Equal(401, answer.Status);
        Assert.StartsWith("Bearer error=\"invalid_token\"", answer["WWW-Authenticate"], StringComparison.Ordinal);
        Assert.Equal(0, lab.Issuer.MetadataRequests);
    }

    [Theory]
    [InlineData("""{"alg":"RS256","alg":"none","kid":"first"}""")]
    [InlineData("""{"alg":"RS256","kid":"\uD800"}""")]
    [InlineData("""{"alg":"RS256","kid":"first","\uD800":1}""")]
    public async Task HeaderOfTheToken_ThatReadersUnderstandDifferently_IsRefused(string header)
    {
        await using var lab = await JwtLab.StartAsync();

        Assert.Equal(401, await lab.GetStatusAsync(TestToken.SignText(header, "{}")));
    }

    [Theory]
    [InlineData("""{"iss":"ISSUER","aud":"orders","sub":"anna","exp":9999999999,"sub":"bert"}""")]
    [InlineData("""{"iss":"ISSUER","aud":"other","aud":"orders","sub":"anna","exp":9999999999}""")]
    [InlineData("""{"iss":"ISSUER","aud":"orders","sub":"anna","exp":9999999999,"name":"\uDC00"}""")]
    [InlineData("""{"iss":"ISSUER","aud":"orders","sub":"anna","exp":"9999999999"}""")]
    [InlineData("""{"iss":"ISSUER","aud":"orders","sub":7,"exp":9999999999}""")]
    [InlineData("""{"iss":["ISSUER"],"aud":"orders","sub":"anna","exp":9999999999}""")]
    [InlineData("""{"iss":"ISSUER","aud":{"orders":1},"sub":"anna","exp":9999999999}""")]
    [InlineData("""[]""")]
    [InlineData("")]
    public async Task Payload_SignedButOddlyWritten_IsRefused(string payload)
    {
        await using var lab = await JwtLab.StartAsync();

        Assert.Equal(401, await lab.GetStatusAsync(TestToken.SignText(payload.Replace("ISSUER", lab.Issuer.Name, StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("1e300")]
    [InlineData("1e400")]
    [InlineData("99999999999999999999")]
    [InlineData("1772629200.5")]
    public async Task Expiry_FarAwayOrBroken_IsNoErrorOfTheServer(string expiry)
    {
        await using var lab = await JwtLab.StartAsync();
        var payload = $$"""{"iss":"{{lab.Issuer.Name}}","aud":"orders","sub":"anna","exp":{{expiry}}}""";

        Assert.True(await lab.GetStatusAsync(TestToken.SignText(payload)) is 200 or 401);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Token_BeyondItsLength_IsRefusedBeforeItIsLookedInto(int beyond)
    {
        await using var lab = await JwtLab.StartAsync(jwt => jwt.Configure(options => options.MaxTokenLength = 1_000));
        var token = lab.CreateToken().Sign();
        var padded = token + new string('A', 1_000 - token.Length + beyond);

        var answer = await lab.AskAsync("Bearer " + padded);

        Assert.Contains(
            beyond > 0 ? "the token is too long" : "the token's signature is not valid", answer["WWW-Authenticate"], StringComparison.Ordinal);
        Assert.Equal(beyond > 0 ? 0 : 1, lab.Issuer.MetadataRequests);
    }

    [Fact]
    public async Task Token_WithAnyCharacterChanged_IsNeitherAcceptedNorAnError()
    {
        await using var lab = await JwtLab.StartAsync();
        var token = lab.CreateToken().Sign();
        var random = new Random(7);
        for (var i = 0; i < 90; i++)
        {
            // Not the last one, some of whose bits mean nothing.
            var place = random.Next(token.Length - 1);
            var other = "ABCDxyz019-_.="[random.Next(14)];
            var changed = token[..place] + other + token[(place + 1)..];

            Assert.Equal(changed == token ? 200 : 401, await lab.GetStatusAsync(changed));
        }
    }

    [Fact]
    public async Task Refusal_OfAToken_RepeatsNothingOfItAnywhere()
    {
        await using var lab = await JwtLab.StartAsync();

        var answer = await lab.AskAsync(lab.CreateToken().With("aud", "s3cret-audience").With("sub", "s3cret-subject").WithHeader("kid", "s3cret-kid").Sign());

        var said = string.Join('\n', answer.Headers.Values.Append(answer.Body).Concat(lab.App.Logs.Entries.Select(entry => entry.Message + entry.Exception)));
        Assert.Equal(401, answer.Status);
        Assert.DoesNotContain("s3cret", said, StringComparison.Ordinal);
    }
}
