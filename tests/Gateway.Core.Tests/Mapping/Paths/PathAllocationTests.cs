using System.Text;
using Gateway.Core.Mapping.Paths;
using Gateway.Core.Pipeline.Documents;
using Xunit;

namespace Gateway.Core.Tests.Mapping.Paths;

public class PathAllocationTests
{
    private static readonly byte[] Json = Encoding.UTF8.GetBytes(
        """{"a":{"b":[{"c":"x\u0041","d":1.5},{"c":"yy","d":20},{"c":"zz","d":-3}]},"e":{"f":[3,2,1],"g":{"h":null}},"p":"y+"}""");

    [Theory]
    [InlineData("$.a.b[0].c")]
    [InlineData("$.a.b[-1]")]
    [InlineData("$['\u00e9'].x")]
    public void Find_SingularPath_AllocatesNothing(string text)
    {
        var path = JsonPath.Parse(text);

        Assert.Equal(0, Measure(() => path.Find(Json, JsonReading.Strict, out _)));
    }

    [Theory]
    [InlineData("$.a.b[0].c")]
    [InlineData("$..c")]
    [InlineData("$.a.b[?@.d>1&&@.c!='q'].c")]
    [InlineData("$.a.b[?match(@.c,'[a-z]+')||length(@.c)==count(@.*)]")]
    [InlineData("$.a.b[?search(@.c,$.p)]")]
    [InlineData("$.e.f[::-1]")]
    [InlineData("$.*[?@==$.e.g]")]
    public void Select_UsualPath_AllocatesNothing(string text)
    {
        var path = JsonPath.Parse(text);
        var workspace = new PathWorkspace();

        Assert.Equal(0, Measure(() =>
        {
            JsonTapeReader.Read(Json, JsonReading.Strict, workspace.Tape);
            path.Select(new TokenizedJson(Json, workspace.Tape.Tokens, JsonReading.Strict), workspace, 10_000);
        }));
    }

    [Theory]
    [InlineData("$.a.b[0].c", "xA")]
    [InlineData("$.a.b[1]", """{"c":"yy","d":20}""")]
    [InlineData("$..d", "[1.5,20,-3]")]
    public void Read_UsualPath_AllocatesTheTextAlone(string text, string result)
    {
        var path = JsonPath.Parse(text);
        var pool = new PathWorkspacePool();

        Assert.Equal(result, path.Read(Json, JsonReading.Strict, pool, 10_000).Text);
        Assert.Equal(Measure(() => GC.KeepAlive(new string('x', result.Length))), Measure(() => path.Read(Json, JsonReading.Strict, pool, 10_000)));
    }

    private static long Measure(Action run)
    {
        run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        run();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
