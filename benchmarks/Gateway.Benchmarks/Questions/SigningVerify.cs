using System.Security.Cryptography;
using Gateway.Benchmarks.Compare;
using Gateway.Benchmarks.Hosts;

namespace Gateway.Benchmarks.Questions;

/// <summary>
/// Signature Version 4 of a request with a body of 1 KB and a known credential, its body hashed too, against one SHA-256 of that body: the
/// least that anybody who checks the body has to pay.
/// </summary>
internal static class SigningVerify
{
    private const double Ratio = 8;
    private const long Bytes = 1024;

    public static Task<IQuestion> CreateAsync()
    {
        var request = new SignedRequest();
        return Task.FromResult<IQuestion>(new Question
        {
            Ours = new Variant("the gateway's check", request.Run, request.Check),
            Rival = new Variant("one SHA-256 of the body", count => Hash(request.Body, count), () => null),
            Goal = new Goal(Ratio, AllocationGoal.AtMost(Bytes)),
        });
    }

    private static void Hash(byte[] body, int count)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        for (var i = 0; i < count; i++)
        {
            SHA256.HashData(body, hash);
        }
    }
}
