namespace Gateway.Core.Authorizers.Policies.Conditions;

/// <summary>A key that is a text. A header that comes several times is compared line by line, and one that fits suffices.</summary>
internal sealed class TextNode(PolicyKey key, TextTest[] tests, bool isNegated, bool isOptional) : ConditionNode(key, isNegated, isOptional)
{
    protected override long SizeOfValues => tests.Sum(test => test.Size);

    protected override bool? Compare(in PolicyRequest request)
    {
        var values = Key.Read!(request);
        if (values.Count == 0)
        {
            return null;
        }

        for (var i = 0; i < values.Count; i++)
        {
            foreach (var test in tests)
            {
                if (test.Matches(values[i]))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
