using Gateway.Core.Authorizers.Signing;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Authorizers.Signing;

/// <summary>Every case of the signing test suite that AWS's own C library is tested with, in both forms.</summary>
public class SignatureSuiteTests
{
    /// <summary>Where the data is missing, one row that says so instead of none, which would pass unseen.</summary>
    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var name in SigningCase.Names is { Count: > 0 } names ? names : ["missing"])
            {
                cases.Add(name, "header");
                cases.Add(name, "query");
            }

            return cases;
        }
    }

    [Fact]
    public void Cases_OfTheSuite_AreAllThere()
    {
        Assert.NotEmpty(SigningCase.Folder);
        Assert.Equal(38, SigningCase.Names.Count);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task AuthenticateAsync_AsSigned_IsVerified(string name, string form)
    {
        var signed = SigningCase.Read(name, form);
        using var lab = CreateLab(signed);

        var outcome = await lab.AuthenticateAsync(signed.CreateContext());

        Assert.Equal((SignatureFailure.None, "example"), (outcome.Failure, outcome.Credential?.PrincipalId));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task AuthenticateAsync_OneByteChanged_IsRefused(string name, string form)
    {
        using var lab = CreateLab(SigningCase.Read(name, form));
        foreach (var (what, change) in Changes(form))
        {
            var signed = SigningCase.Read(name, form);
            change(signed);

            var outcome = await lab.FailAsync(signed.CreateContext());

            Assert.True(outcome is SignatureFailure.Invalid or SignatureFailure.PayloadMismatch, $"{what}: {outcome}");
        }
    }

    private static IEnumerable<(string What, Action<SigningCase> Change)> Changes(string form)
    {
        yield return ("signature", signed => signed.ChangeSignature(form));
        yield return ("path", signed => signed.Target = "/x" + signed.Target);
        yield return ("query", signed => signed.Target += signed.Target.Contains('?', StringComparison.Ordinal) ? "&x=" : "?x=");
        yield return ("header", signed => signed.ChangeHeader("Host", host => host[..^1] + 'n'));
        yield return ("body", signed => signed.Body += "x");
    }

    private static SigningLab CreateLab(SigningCase signed)
    {
        var lab = new SigningLab(signed.Options, signed.Time);
        lab.Store.Save(signed.Credential);
        return lab;
    }
}
