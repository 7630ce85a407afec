namespace Gateway.Benchmarks.Compare;

/// <summary>Writes one aligned line per question, below a header that waits for the first of them.</summary>
internal sealed class Report(TextWriter output)
{
    private bool _hasHeader;

    public void Write(string name, Finding finding)
    {
        if (!_hasHeader)
        {
            WriteLine("area.question", "ours ns", "rival ns", "ratio", "alloc B", "goal", "");
            _hasHeader = true;
        }

        if (finding.Complaint is { } complaint)
        {
            output.WriteLine($"{name,-28} wrong answer from {complaint}");
            return;
        }

        WriteLine(name, finding.Ours, finding.Rival, finding.Ratio, finding.Allocated, finding.Goal, finding.IsMet ? "ok" : "short");
    }

    private void WriteLine(string name, string ours, string rival, string ratio, string allocated, string goal, string verdict) =>
        output.WriteLine($"{name,-28} {ours,10} {rival,10} {ratio,8} {allocated,8}  {goal,-18} {verdict}".TrimEnd());
}
