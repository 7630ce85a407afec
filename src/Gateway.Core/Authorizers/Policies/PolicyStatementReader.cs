using System.Text.Json;
using Gateway.Core.Authorizers.Policies.Conditions;

namespace Gateway.Core.Authorizers.Policies;

/// <summary>Reads one statement of a document.</summary>
internal static class PolicyStatementReader
{
    private const string Invoke = "execute-api:Invoke";
    private const string Root = "root";
    private const string Callers = "AWS";

    private static readonly string[] PrincipalKinds = [Callers, "Service", "Federated", "CanonicalUser"];

    public static PolicyStatement Read(PolicyElement statement)
    {
        var members = statement
            .Members("Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition")
            .ToDictionary(member => member.Name, StringComparer.Ordinal);
        if (members.TryGetValue("Sid", out var id))
        {
            id.Text();
        }

        var effect = ReadEffect(statement, members);
        var nodes = new List<PolicyNode>();
        if (!ReadAction(One(statement, members, "Action", "NotAction")))
        {
            nodes.Add(new NoRequestNode());
        }

        if (members.ContainsKey("Principal") || members.ContainsKey("NotPrincipal"))
        {
            nodes.AddRange(ReadPrincipal(One(statement, members, "Principal", "NotPrincipal"), effect));
        }

        nodes.Add(ReadResource(One(statement, members, "Resource", "NotResource"), effect));
        if (members.TryGetValue("Condition", out var condition))
        {
            nodes.AddRange(ReadConditions(condition));
        }

        return new PolicyStatement(effect, [.. nodes]);
    }

    private static PolicyElement One(PolicyElement statement, Dictionary<string, PolicyElement> members, string name, string negation) =>
        (members.TryGetValue(name, out var member), members.TryGetValue(negation, out var negated)) switch
        {
            (true, false) => member,
            (false, true) => negated,
            (true, true) => throw statement.Fail($"has both {name} and {negation}; one is allowed"),
            _ => throw statement.Fail($"has neither {name} nor {negation}"),
        };

    private static PolicyEffect ReadEffect(PolicyElement statement, Dictionary<string, PolicyElement> members)
    {
        if (!members.TryGetValue("Effect", out var effect))
        {
            throw statement.Fail("has no Effect");
        }

        return effect.Text() switch
        {
            "Allow" => PolicyEffect.Allow,
            "Deny" => PolicyEffect.Deny,
            var other => throw effect.Fail($"'{other}' must be Allow or Deny"),
        };
    }

    private static bool ReadAction(PolicyElement action)
    {
        var isNegated = action.Name == "NotAction";
        var isNamed = false;
        foreach (var item in action.Items(PolicyLimits.Values))
        {
            var text = item.Text();
            if (text.Length > ResourcePattern.MaxLength || (text != "*" && !text.Contains(':', StringComparison.Ordinal)))
            {
                throw item.Fail($"'{text}' must be * or a service and an action such as {Invoke}");
            }

            isNamed |= new WildcardPattern(text, ignoresCase: true).Matches(Invoke);
        }

        return isNamed != isNegated;
    }

    private static IEnumerable<PolicyNode> ReadPrincipal(PolicyElement principal, PolicyEffect effect)
    {
        var isNegated = principal.Name == "NotPrincipal";
        var (names, accounts) = (new List<string>(), new List<string>());
        var isAnybody = false;
        foreach (var item in ReadPrincipals(principal, mayNameNobody: effect == PolicyEffect.Allow && !isNegated))
        {
            var text = item.Text();
            isAnybody |= text == "*";
            AddPrincipal(item, text, names, accounts);
        }

        return (isAnybody, isNegated) switch
        {
            (true, false) => [],
            (true, true) => [new NoRequestNode()],
            _ => [new PrincipalNode([.. names], [.. accounts], isNegated)],
        };
    }

    /// <summary>
    /// No caller here is of another kind than AWS, so the others name nobody. In an Allow that lets nobody pass; elsewhere a rule that was
    /// written to refuse would refuse nobody.
    /// </summary>
    private static IEnumerable<PolicyElement> ReadPrincipals(PolicyElement principal, bool mayNameNobody)
    {
        if (principal.Json.ValueKind == JsonValueKind.String)
        {
            return principal.Text() == "*" ? [principal] : throw principal.Fail("must be * or an object such as { \"AWS\": [ \"123456789012\" ] }");
        }

        var kinds = principal.Members(PrincipalKinds).ToList();
        foreach (var kind in kinds)
        {
            kind.Texts();
            if (kind.Name != Callers && !mayNameNobody)
            {
                throw kind.Fail($"names nobody who can call here, so it is allowed only as Principal of an Allow; name callers under {Callers}");
            }
        }

        return kinds.Count == 0
            ? throw principal.Fail($"is empty. Known here: {string.Join(", ", PrincipalKinds)}")
            : kinds.Where(kind => kind.Name == Callers).SelectMany(kind => kind.Items(PolicyLimits.Values));
    }

    private static void AddPrincipal(PolicyElement item, string text, List<string> names, List<string> accounts)
    {
        var account = text.Split(':') is ["arn", _, "iam", "", var owner, Root] ? owner : text;
        if ((account.Length > 0 && account.All(char.IsAsciiDigit)) || !ReferenceEquals(account, text))
        {
            var isRight = account.Length == 12 && account.All(char.IsAsciiDigit);
            accounts.Add(isRight ? account : throw item.Fail($"'{text}' must name an account by 12 digits"));
        }
        else if (text.Length == 0 || (text != "*" && text.AsSpan().ContainsAny('*', '?')))
        {
            throw item.Fail($"'{text}' must be *, an account, an ARN or an id, without wildcards in it");
        }
        else
        {
            names.Add(text);
        }
    }

    private static ResourceNode ReadResource(PolicyElement resource, PolicyEffect effect)
    {
        var isNegated = resource.Name == "NotResource";
        var isLoose = effect == PolicyEffect.Deny != isNegated;
        return new ResourceNode(
            [
                .. resource.Items(PolicyLimits.Values).Select(item =>
                    ResourcePattern.TryParse(item.Text(), isLoose, out var error) ?? throw item.Fail(error!)),
            ],
            isNegated);
    }

    private static IEnumerable<PolicyNode> ReadConditions(PolicyElement condition)
    {
        foreach (var item in condition.Members())
        {
            var comparer = PolicyOperator.Find(item.Name, out var isOptional) ?? throw item.Fail(ExplainOperator(item.Name));
            foreach (var key in item.Members())
            {
                var found = PolicyKey.Find(key.Name)
                    ?? throw key.Fail($"is not a condition key. Known: {string.Join(", ", PolicyKey.Names)}");
                if (comparer.Family != PolicyFamilies.Presence && (found.Families & comparer.Family) == 0)
                {
                    throw key.Fail($"cannot be compared by {item.Name}. Right are {string.Join(", ", PolicyOperator.NamesOf(found.Families))}");
                }

                yield return ReadCondition(comparer, isOptional, found, [.. key.Items(PolicyLimits.Values)]);
            }
        }
    }

    private static PolicyNode ReadCondition(PolicyOperator comparer, bool isOptional, PolicyKey key, IReadOnlyList<PolicyElement> values) =>
        ConditionCompiler.Compile(
            comparer,
            isOptional,
            key,
            [.. values.Select(value => value.Value())],
            (index, message) => throw values[index].Fail(message));

    private static string ExplainOperator(string name) =>
        name.StartsWith("ForAnyValue:", StringComparison.Ordinal) || name.StartsWith("ForAllValues:", StringComparison.Ordinal)
            ? "is for keys with several values, and no key here has any; leave the prefix out"
            : $"is not a condition operator. Known, each but Null also with IfExists: {string.Join(", ", PolicyOperator.Names)}";
}
