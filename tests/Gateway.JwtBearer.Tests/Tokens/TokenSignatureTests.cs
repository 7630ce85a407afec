using System.Security.Cryptography;
using System.Text;
using Gateway.JwtBearer.Tests.Support;
using Xunit;

namespace Gateway.JwtBearer.Tests.Tokens;

/// <summary>Who has signed: the issuer, with a key that it publishes, and by an algorithm that needs its private half.</summary>
public class TokenSignatureTests
{
    [Theory]
    [InlineData("RS384")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("PS512")]
    [InlineData("ES256")]
    public async Task Token_OfAnotherAsymmetricAlgorithm_IsAccepted(string algorithm)
    {
        await using var lab = await JwtLab.StartAsync();
        lab.Issuer.Keys = [TestKey.First, TestKey.Curve];

        Assert.Equal(
            200, await lab.GetStatusAsync(lab.CreateToken().WithHeader("alg", algorithm).Sign(algorithm == "ES256" ? TestKey.Curve : TestKey.First)));
    }

    [Fact]
    public async Task AllowedAlgorithms_WithoutTheTokens_Refuses()
    {
        await using var lab = await JwtLab.StartAsync(jwt => jwt.Configure(options => options.AllowedAlgorithms = ["RS512"]));

        await JwtAuthorizerTests.AssertRefusedAsync(lab, lab.CreateToken().Sign(), "the token's algorithm is not allowed");
        Assert.Equal(200, await lab.GetStatusAsync(lab.CreateToken().WithHeader("alg", "RS512").Sign()));
    }

    [Fact]
    public async Task Algorithm_None_IsRefused()
    {
        await using var lab = await JwtLab.StartAsync();
        foreach (var none in new[] { "none", "None", "NONE", "" })
        {
            await JwtAuthorizerTests.AssertRefusedAsync(lab, lab.CreateToken().WithHeader("alg", none).SignWith(_ => []), "the token's algorithm is not allowed");
        }

        await JwtAuthorizerTests.AssertRefusedAsync(lab, lab.CreateToken().SignWith(_ => []), "the token's signature is not valid");
    }

    [Fact]
    public async Task Algorithm_HmacWithThePublicKeyAsSecret_IsRefused()
    {
        await using var lab = await JwtLab.StartAsync();
        foreach (var secret in new[] { TestKey.First.PublicKey, Encoding.ASCII.GetBytes(TestKey.First.PublicPem) })
        {
            await JwtAuthorizerTests.AssertRefusedAsync(
                lab,
                lab.CreateToken().WithHeader("alg", "HS256").SignWith(content => HMACSHA256.HashData(secret, content)),
                "the token's algorithm is not allowed");
        }
    }

    [Fact]
    public async Task Signature_OfAnotherKeyUnderTheSameId_IsRefused()
    {
        await using var lab = await JwtLab.StartAsync();

        await JwtAuthorizerTests.AssertRefusedAsync(lab, lab.CreateToken().Sign(TestKey.Forged), "the token's signature is not valid");
    }

    [Fact]
    public async Task Signature_OfARsaKeyForAnEllipticAlgorithm_IsRefused()
    {
        await using var lab = await JwtLab.StartAsync();
        var token = lab.CreateToken().WithHeader("alg", "ES256").SignWith(content => TestKey.First.Sign(content, "RS256"));

        await JwtAuthorizerTests.AssertRefusedAsync(lab, token, "the token's signature is not valid");
    }

    [Fact]
    public async Task Key_BelowTheSafeSize_IsNotUsed()
    {
        await using var lab = await JwtLab.StartAsync();
        lab.Issuer.Keys = [TestKey.First, TestKey.Small];

        await JwtAuthorizerTests.AssertRefusedAsync(lab, lab.CreateToken().Sign(TestKey.Small), "the token's key is not known");
    }

    [Fact]
    public async Task Header_WithoutAKeyIdOrWithACriticalExtension_IsRefused()
    {
        await using var lab = await JwtLab.StartAsync();

        await JwtAuthorizerTests.AssertRefusedAsync(lab, lab.CreateToken().WithHeader("kid", null).Sign(), "the token does not name its key");
        await JwtAuthorizerTests.AssertRefusedAsync(
            lab, lab.CreateToken().WithHeader("crit", new[] { "b64" }).Sign(), "the token's algorithm is not allowed");
    }

    [Fact]
    public async Task Header_ThatBringsItsOwnKey_IsNotBelieved()
    {
        await using var lab = await JwtLab.StartAsync();
        var token = lab.CreateToken().WithHeader("jwk", TestKey.Forged.ToJson()).WithHeader("jku", lab.Issuer.Name + "/keys").Sign(TestKey.Forged);

        await JwtAuthorizerTests.AssertRefusedAsync(lab, token, "the token's signature is not valid");
        Assert.Equal(1, lab.Issuer.KeyRequests);
    }
}
