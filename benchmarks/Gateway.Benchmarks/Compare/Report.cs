using System.Globalization;

namespace Gateway.Benchmarks.Compare;

/// <summary>Writes one aligned line per question, below a header that waits for the first of them.</summary>
internal sealed class Report(TextWriter output)
{
    private const string NotAsked = "-";

    private bool _hasHeader;

    public void Write(string name, Question question, Outcome outcome)
    {
        if (!_hasHeader)
        {
            WriteLine("area.question", "ours ns", "rival ns", "ratio", "alloc B", "goal", "");
            _hasHeader = true;
        }

        if (outcome.Complaint is { } complaint)
        {
            output.WriteLine($"{name,-28} wrong answer from {complaint}");
            return;
        }

        var sign = question.Bare is null ? "" : "+";
        WriteLine(
            name,
            outcome.Times is { } ours ? Nanoseconds(ours.Ours, sign) : NotAsked,
            outcome.Times is { } rival ? Nanoseconds(rival.Rival, sign) : NotAsked,
            outcome.Times is { } times ? times.Ratio.ToString("0.000", CultureInfo.InvariantCulture) : NotAsked,
            outcome.Allocated.ToString(question.Goal.Allocation.IsOnTop ? "+0;-0;+0" : "0", CultureInfo.InvariantCulture),
            question.Goal.ToString(),
            outcome.IsMet(question.Goal) ? "ok" : "short");
    }

    // Added times carry their sign: such a line is about what a request gained, not about the whole request.
    private static string Nanoseconds(double value, string sign) =>
        value.ToString(sign.Length == 0 ? "0.0" : "+0.0;-0.0", CultureInfo.InvariantCulture);

    private void WriteLine(string name, string ours, string rival, string ratio, string allocated, string goal, string verdict) =>
        output.WriteLine($"{name,-28} {ours,10} {rival,10} {ratio,8} {allocated,8}  {goal,-18} {verdict}".TrimEnd());
}
