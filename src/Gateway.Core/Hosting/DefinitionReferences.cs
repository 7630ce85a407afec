using System.Text.RegularExpressions;
using Gateway.Core.ApiKeys;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Stages;
using Gateway.Core.UsagePlans;

namespace Gateway.Core.Hosting;

/// <summary>Checks names, and what definitions of different capabilities say of one another.</summary>
internal sealed partial class DefinitionReferences(string path, GatewayMode mode, Action<string> addError)
{
    public void Check(ApiGatewayOptions options, IReadOnlyCollection<RejectionReason> customReasons)
    {
        CheckNames(options.ApiKeys.Keys.Keys, options.UsagePlans.Keys, options.Stages.Keys);
        foreach (var name in options.Throttles.Keys.Where(name => !PlanName().IsMatch(name)))
        {
            addError($"{path}:Throttles:{name}: a throttle's name must be 1 to 128 letters, digits, '_', '-' and '.'.");
        }

        foreach (var name in options.Authorizers.Keys.Where(name => !PlanName().IsMatch(name)))
        {
            addError($"{path}:Authorizers:{name}: an authorizer's name must be 1 to 128 letters, digits, '_', '-' and '.'.");
        }

        CheckStagesOfPlans(options.UsagePlans, options.Stages);
        foreach (var (id, key) in options.ApiKeys.Keys)
        {
            CheckPlansOfKey(id, key, options.UsagePlans);
        }

        foreach (var reason in customReasons.Where(reason => RejectionReasonTable.All.Any(own => own.Name == reason.Name)))
        {
            addError($"AddRejectionReason: '{reason.Name}' is the name of a reason of the gateway; give yours another.");
        }

        var reasons = RejectionReasonTable.All.Concat(customReasons).Select(reason => reason.Name)
            .Append(RejectionOptions.Default4xx).Append(RejectionOptions.Default5xx).ToHashSet(StringComparer.Ordinal);
        foreach (var name in options.Rejections.Keys.Where(name => !reasons.Contains(name)))
        {
            addError($"{path}:Rejections:{name}: no rejection reason has this name. Known: {string.Join(", ", reasons)}.");
        }
    }

    private void CheckNames(IEnumerable<string> keys, IEnumerable<string> plans, IEnumerable<string> stages)
    {
        foreach (var id in keys.Where(id => id.Length > 128 || id.Contains(':', StringComparison.Ordinal)))
        {
            addError($"{path}:ApiKeys:Keys:{id}: a key's id must have at most 128 characters and no ':'.");
        }

        foreach (var name in plans.Where(name => !PlanName().IsMatch(name)))
        {
            addError($"{path}:UsagePlans:{name}: a plan's name must be 1 to 128 letters, digits, '_', '-' and '.'.");
        }

        foreach (var name in stages.Where(name => name != GatewayStage.DefaultName && !StageOptionsValidator.IsStageName(name)))
        {
            addError($"{path}:Stages:{name}: a stage's name must be 1 to 128 letters, digits, '_' and '-'.");
        }
    }

    private void CheckStagesOfPlans(IDictionary<string, UsagePlanOptions> plans, IDictionary<string, StageOptions> stages)
    {
        foreach (var (name, plan) in plans)
        {
            foreach (var stage in plan.Stages.Where(stage => stage != GatewayStage.DefaultName && !stages.ContainsKey(stage)))
            {
                addError($"{path}:UsagePlans:{name}:Stages: the stage '{stage}' does not exist. {Known("stages", stages.Keys.Append(GatewayStage.DefaultName))}");
            }
        }
    }

    private void CheckPlansOfKey(string id, ApiKeyOptions key, IDictionary<string, UsagePlanOptions> plans)
    {
        foreach (var plan in key.Plans.Where(plan => !plans.ContainsKey(plan)))
        {
            addError($"{path}:ApiKeys:Keys:{id}:Plans: the usage plan '{plan}' does not exist. {Known("plans", plans.Keys)}");
        }

        var known = key.Plans.Where(plans.ContainsKey).ToArray();
        foreach (var repeated in known.GroupBy(plan => plan).Where(group => group.Count() > 1))
        {
            addError($"{path}:ApiKeys:Keys:{id}:Plans: names the usage plan '{repeated.Key}' more than once.");
        }

        if (mode == GatewayMode.AmazonApiGateway)
        {
            CheckOnePlanPerStage(id, [.. known.Distinct()], plans);
        }
    }

    /// <summary>The reference's rule: at most one plan per key and stage.</summary>
    private void CheckOnePlanPerStage(string id, string[] names, IDictionary<string, UsagePlanOptions> plans)
    {
        for (var i = 0; i < names.Length; i++)
        {
            for (var j = i + 1; j < names.Length; j++)
            {
                var (one, other) = (plans[names[i]].Stages, plans[names[j]].Stages);
                if (one.Count == 0 || other.Count == 0 || one.Intersect(other, StringComparer.Ordinal).Any())
                {
                    addError(
                        $"{path}:ApiKeys:Keys:{id}:Plans: '{names[i]}' and '{names[j]}' cover the same stage. In Amazon API Gateway's mode "
                        + "a key has at most one plan per stage; restrict the plans to different Stages, or remove one.");
                }
            }
        }
    }

    private static string Known(string what, IEnumerable<string> names)
    {
        var list = string.Join(", ", names.Order(StringComparer.Ordinal));
        return $"Known {what}: {(list.Length == 0 ? "none" : list)}.";
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{1,128}\z")]
    private static partial Regex PlanName();
}
