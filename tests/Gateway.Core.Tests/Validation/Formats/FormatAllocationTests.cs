using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Validation.Formats;

[Collection(nameof(MeasuredAlone))]
public class FormatAllocationTests
{
    private const int Calls = 1_000;

    /// <summary>What the platform takes to look at the normal form of a label beyond ASCII.</summary>
    private const int PerNormalForm = 128;

    public static TheoryData<string, string, string> Formats => [.. KnownFormats.All];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Check_RightAndWrongText_AllocatesNothingButForNormalForms(string name, string right, string wrong)
    {
        var check = KnownFormats.Get(name);
        Assert.Equal((true, false), (check(right), check(wrong)));
        Run();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        var normalForms = name switch
        {
            "hostname" => 1,
            "idn-hostname" => 4,
            _ => 0,
        };
        Assert.InRange(allocated, 0, Calls * normalForms * PerNormalForm);

        void Run()
        {
            for (var i = 0; i < Calls; i++)
            {
                check(right);
                check(wrong);
            }
        }
    }
}
