using System.Globalization;
using Gateway.Core.Authorizers.Signing;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Xunit;

namespace Gateway.Core.Tests.Authorizers.Signing;

public class SignatureAbuseTests
{
    private const string Good = "AWS4-HMAC-SHA256 Credential=AKIDALICE/20260304/eu-west-1/execute-api/aws4_request, "
        + "SignedHeaders=host;x-amz-date, Signature=0000000000000000000000000000000000000000000000000000000000000000";

    [Theory]
    [InlineData("", SignatureFailure.Malformed)]
    [InlineData("Bearer x", SignatureFailure.Malformed)]
    [InlineData("AWS4-HMAC-SHA256", SignatureFailure.Malformed)]
    [InlineData("AWS4-HMAC-SHA256 ", SignatureFailure.Malformed)]
    [InlineData("AWS4-HMAC-SHA256 ,,,", SignatureFailure.Malformed)]
    [InlineData("Algorithm=AWS4-ECDSA-P256-SHA256", SignatureFailure.Malformed)]
    [InlineData("Signature=0", SignatureFailure.Malformed)]
    [InlineData("Signature=000000000000000000000000000000000000000000000000000000000000000A", SignatureFailure.Malformed)]
    [InlineData("Signature=00000000000000000000000000000000000000000000000000000000000000000", SignatureFailure.Malformed)]
    [InlineData("SignedHeaders=x-amz-date", SignatureFailure.Malformed)]
    [InlineData("SignedHeaders=host", SignatureFailure.Malformed)]
    [InlineData("SignedHeaders=x-amz-date;host", SignatureFailure.Malformed)]
    [InlineData("SignedHeaders=host;host;x-amz-date", SignatureFailure.Malformed)]
    [InlineData("SignedHeaders=Host;x-amz-date", SignatureFailure.Malformed)]
    [InlineData("SignedHeaders=host;x-amz-date;x-missing", SignatureFailure.Malformed)]
    [InlineData("SignedHeaders=host;x-amz-date;", SignatureFailure.Malformed)]
    [InlineData("SignedHeaders=;host;x-amz-date", SignatureFailure.Malformed)]
    [InlineData("Credential=AKIDALICE", SignatureFailure.Malformed)]
    [InlineData("Credential=/20260304/eu-west-1/execute-api/aws4_request", SignatureFailure.Malformed)]
    [InlineData("Credential=AKID ALICE/20260304/eu-west-1/execute-api/aws4_request", SignatureFailure.Malformed)]
    [InlineData("Credential=AKIDÄLICE/20260304/eu-west-1/execute-api/aws4_request", SignatureFailure.Malformed)]
    [InlineData("Credential=AKIDALICE/2026030/eu-west-1/execute-api/aws4_request", SignatureFailure.Malformed)]
    [InlineData("Credential=AKIDALICE/20260304/eu-west-1/execute-api/aws4_requesT", SignatureFailure.Malformed)]
    [InlineData("Credential=AKIDALICE/20260304/eu-west-1/x/execute-api/aws4_request", SignatureFailure.Malformed)]
    [InlineData("Credential=AKIDALICE/20260305/eu-west-1/execute-api/aws4_request", SignatureFailure.Invalid)]
    [InlineData("Credential=AKIDALICE/20260304/us-east-1/execute-api/aws4_request", SignatureFailure.Invalid)]
    [InlineData("Credential=AKIDALICE/20260304/eu-west-1/s3/aws4_request", SignatureFailure.Invalid)]
    public async Task AuthenticateAsync_PartOfTheHeaderReplaced_Fails(string part, object expected)
    {
        using var lab = new SigningLab();
        var context = new TestSigner().Sign();
        var name = part.Split('=')[0];
        context.Request.Headers.Authorization = name is "Signature" or "SignedHeaders" or "Credential"
            ? string.Join(", ", Good.Split(", ").Select(old => old.Contains(name + "=", StringComparison.Ordinal)
                ? old[..old.IndexOf(name, StringComparison.Ordinal)] + part
                : old))
            : part;

        Assert.Equal<object>(expected, await lab.FailAsync(context));
        Assert.Empty(lab.Store.Calls);
    }

    [Fact]
    public async Task AuthenticateAsync_NothingOfASignature_IsMissing()
    {
        using var lab = new SigningLab();
        var context = new TestSigner().Sign();
        context.Request.Headers.Remove("Authorization");

        Assert.Equal(SignatureFailure.Missing, await lab.FailAsync(context));
    }

    [Theory]
    [InlineData("Authorization")]
    [InlineData("X-Amz-Date")]
    [InlineData("X-Amz-Content-Sha256")]
    public async Task AuthenticateAsync_HeaderTwice_IsMalformed(string name)
    {
        using var lab = new SigningLab();
        var context = new TestSigner { PayloadHash = "body" }.Sign();
        context.Request.Headers.Append(name, context.Request.Headers[name].ToString());

        Assert.Equal(SignatureFailure.Malformed, await lab.FailAsync(context));
    }

    [Fact]
    public async Task AuthenticateAsync_PartTwice_IsMalformed()
    {
        using var lab = new SigningLab();
        var context = new TestSigner().Sign();
        context.Request.Headers.Authorization += ", Signature=" + new string('0', 64);

        Assert.Equal(SignatureFailure.Malformed, await lab.FailAsync(context));
    }

    [Fact]
    public async Task AuthenticateAsync_BothForms_IsMalformed()
    {
        using var lab = new SigningLab();
        var context = new TestSigner { Expires = 60 }.Sign();
        context.Request.Headers.Authorization = Good;

        Assert.Equal(SignatureFailure.Malformed, await lab.FailAsync(context));
    }

    [Theory]
    [InlineData("&X-Amz-Signature=0")]
    [InlineData("&X%2DAmz-Signature=0")]
    [InlineData("&X-Amz-Expires=1")]
    [InlineData("&X-Amz-Security-Token=&X-Amz-Security-Token=")]
    public async Task AuthenticateAsync_QueryParameterTwice_IsMalformed(string parameter)
    {
        using var lab = new SigningLab();
        var context = new TestSigner { Expires = 60 }.Sign();
        context.Features.Get<IHttpRequestFeature>()!.RawTarget += parameter;

        Assert.Equal(SignatureFailure.Malformed, await lab.FailAsync(context));
    }

    [Theory]
    [InlineData("x-amz-target")]
    [InlineData("X-AMZ-Meta-Role")]
    public async Task AuthenticateAsync_AmazonHeaderAddedAfterSigning_IsMalformed(string name)
    {
        using var lab = new SigningLab();
        var context = new TestSigner().Sign();
        context.Request.Headers[name] = "admin";

        Assert.Equal(SignatureFailure.Malformed, await lab.FailAsync(context));
    }

    [Fact]
    public async Task AuthenticateAsync_SecondValueOfASignedHeaderAddedAfterSigning_IsInvalid()
    {
        using var lab = new SigningLab();
        var context = new TestSigner { Headers = [("X-Role", "user")] }.Sign();
        context.Request.Headers.Append("X-Role", "admin");

        Assert.Equal(SignatureFailure.Invalid, await lab.FailAsync(context));
    }

    [Fact]
    public async Task AuthenticateAsync_SignedHeaderTakenAway_IsMalformed()
    {
        using var lab = new SigningLab();
        var context = new TestSigner { Headers = [("X-Role", "user")] }.Sign();
        context.Request.Headers.Remove("X-Role");

        Assert.Equal(SignatureFailure.Malformed, await lab.FailAsync(context));
    }

    [Fact]
    public async Task AuthenticateAsync_PlusForSpace_IsTheSameAndPlusForPlusIsNot()
    {
        using var lab = new SigningLab();

        Assert.Equal(SignatureFailure.None, await lab.FailAsync(Resent("/orders?q=a%20b", "/orders?q=a+b")));
        Assert.Equal(SignatureFailure.Invalid, await lab.FailAsync(Resent("/orders?q=a%2Bb", "/orders?q=a+b")));
    }

    [Theory]
    [InlineData("/orders?a=1&b=2", "/orders?a=1%26b=2")]
    [InlineData("/orders?a=1", "/orders?a=1&A=1")]
    [InlineData("/orders?a=1", "/orders?a%3D1")]
    [InlineData("/orders/a%2Fb", "/orders/a/b")]
    [InlineData("/orders/a", "/orders/%61")]
    [InlineData("/orders/a", "/orders/a%2F..%2Fb")]
    public async Task AuthenticateAsync_AnotherTargetThanSigned_IsInvalid(string original, string sent)
    {
        using var lab = new SigningLab();

        Assert.Equal(SignatureFailure.None, await lab.FailAsync(Resent(original, original)));
        Assert.Equal(SignatureFailure.Invalid, await lab.FailAsync(Resent(original, sent)));
    }

    [Theory]
    [InlineData("http://example.com/orders")]
    [InlineData("https://other.example/orders")]
    public async Task AuthenticateAsync_AbsoluteForm_IsItsPath(string target)
    {
        using var lab = new SigningLab();

        Assert.Equal(SignatureFailure.None, await lab.FailAsync(Resent("/orders", target)));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("example.com:443")]
    public async Task AuthenticateAsync_TargetWithoutPath_IsMalformed(string target)
    {
        using var lab = new SigningLab();

        Assert.Equal(SignatureFailure.Malformed, await lab.FailAsync(Resent("/", target)));
    }

    [Fact]
    public async Task AuthenticateAsync_TenThousandParameters_AreSorted()
    {
        using var lab = new SigningLab();
        var query = string.Join('&', Enumerable.Range(0, 10_000).Select(i => $"p{(i * 7919) % 10_000}={i}"));

        Assert.Equal(SignatureFailure.None, await lab.FailAsync(new TestSigner { Target = "/orders?" + query }.Sign()));
    }

    [Fact]
    public async Task AuthenticateAsync_HugeHeaders_AreHashedLikeSmallOnes()
    {
        using var lab = new SigningLab();
        var headers = Enumerable.Range(0, 90).Select(i => ($"x-{i.ToString(CultureInfo.InvariantCulture)}", new string('v', 30_000))).ToList();

        Assert.Equal(SignatureFailure.None, await lab.FailAsync(new TestSigner { Headers = headers }.Sign()));
    }

    [Fact]
    public async Task AuthenticateAsync_NonAsciiHeaderValue_IsSignedAsUtf8()
    {
        using var lab = new SigningLab();

        Assert.Equal(SignatureFailure.None, await lab.FailAsync(new TestSigner { Headers = [("X-Name", "Zoë 漢")] }.Sign()));
    }

    [Theory]
    [InlineData("UNSIGNED-PAYLOAD", SignatureFailure.UnsignedPayload)]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", SignatureFailure.ChunkedPayload)]
    [InlineData("STREAMING-UNSIGNED-PAYLOAD-TRAILER", SignatureFailure.ChunkedPayload)]
    [InlineData("", SignatureFailure.Malformed)]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", SignatureFailure.Malformed)]
    public async Task AuthenticateAsync_PayloadHashOfAnotherForm_Fails(string payloadHash, object expected)
    {
        using var lab = new SigningLab();

        Assert.Equal<object>(expected, await lab.FailAsync(new TestSigner { PayloadHash = payloadHash }.Sign()));
    }

    private static HttpContext Resent(string original, string sent)
    {
        var context = new TestSigner { Target = original }.Sign();
        context.Features.Get<IHttpRequestFeature>()!.RawTarget = sent;
        return context;
    }
}
