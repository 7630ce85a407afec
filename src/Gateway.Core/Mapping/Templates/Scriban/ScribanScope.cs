using System.Diagnostics.CodeAnalysis;
using Gateway.Core.Mapping.Templates.Functions;
using Gateway.Core.Mapping.Templates.Model;
using Gateway.Core.Mapping.Templates.Nodes;
using Scriban.Syntax;

namespace Gateway.Core.Mapping.Templates.Scriban;

/// <summary>What names mean where the compiler is, and what it has found wrong so far.</summary>
internal sealed class ScribanScope(string fileName, TemplateNames names, TemplateErrors errors, HashSet<string> assigned)
{
    // Nodes call each other, on a thread's stack that the request shares with the app.
    private const int MaxDepth = 200;

    private readonly Dictionary<string, int> _locals = new(StringComparer.Ordinal);
    private readonly List<(string Name, int Local)> _loopVariables = [];
    private readonly List<bool> _loops = [];
    private int _depth;

    public int LocalCount { get; private set; }

    public int LoopCount { get; private set; }

    public bool NeedsBody { get; set; }

    /// <summary>Whether what is compiled is in a loop, which it could leave.</summary>
    public bool IsInLoop => _loops.Count > 0;

    public TemplatePlace GetPlace(ScriptNode node) => new(fileName, node.Span.Start.Line + 1, node.Span.Start.Column + 1);

    public void Refuse(ScriptNode node, string message) => errors.Add(GetPlace(node), message);

    /// <summary>Refuses what is not covered, by the name that the language has for it.</summary>
    public void RefuseConstruct(ScriptNode node) => Refuse(node, $"{ScribanConstructs.GetName(node)} is not covered.");

    /// <returns>False where it is too deep, which is then said.</returns>
    public bool TryEnter(ScriptNode node)
    {
        if (++_depth <= MaxDepth)
        {
            return true;
        }

        Refuse(node, $"this is nested deeper than {MaxDepth} levels.");
        _depth--;
        return false;
    }

    public void Leave() => _depth--;

    public int AddLocal() => LocalCount++;

    /// <summary>A variable that can be read here; a loop's own stands before others of its name.</summary>
    public bool TryFindLocal(string name, out int local)
    {
        var loop = _loopVariables.FindLastIndex(variable => variable.Name == name);
        if (loop >= 0)
        {
            local = _loopVariables[loop].Local;
            return true;
        }

        if (_locals.TryGetValue(name, out local))
        {
            return true;
        }

        if (!assigned.Contains(name) || IsGiven(name))
        {
            return false;
        }

        _locals[name] = local = AddLocal();
        return true;
    }

    /// <summary>A variable that may be assigned here.</summary>
    public bool TryFindTarget(ScriptExpression? target, out int local)
    {
        local = 0;
        if (target is not ScriptVariable variable)
        {
            Refuse(target!, "assigning to a member or an item is not covered; only variables of the template can be assigned.");
            return false;
        }

        if (IsGiven(variable.Name))
        {
            Refuse(variable, $"assigning to '{variable.Name}' is not covered: the name is given.");
            return false;
        }

        if (_loopVariables.Exists(loop => loop.Name == variable.Name))
        {
            Refuse(variable, $"assigning to '{variable.Name}' is not covered here: it is the variable of the loop.");
            return false;
        }

        return TryFindLocal(variable.Name, out local);
    }

    public bool TryFindRoot(ScriptExpression? expression, [NotNullWhen(true)] out ITemplateRoot? root)
    {
        root = null;
        return expression is ScriptVariableGlobal variable
            && !TryFindLocal(variable.Name, out _)
            && names.Roots.TryGetValue(variable.Name, out root);
    }

    public void RefuseName(ScriptVariable variable) => Refuse(
        variable,
        TemplateFunctions.Roots.Contains(variable.Name)
            ? $"'{variable.Name}' as a value is not covered: functions can only be called."
            : $"'{variable.Name}' is not known. Known: {string.Join(", ", names.Roots.Keys.Order(StringComparer.Ordinal))}, "
                + "and what the template assigns.");

    /// <returns>The number of the loop among those around it.</returns>
    public int EnterLoop(bool isFor, string? variable, int local)
    {
        _loops.Add(isFor);
        LoopCount = Math.Max(LoopCount, _loops.Count);
        if (variable is not null)
        {
            _loopVariables.Add((variable, local));
        }

        return _loops.Count - 1;
    }

    public void LeaveLoop(bool isFor)
    {
        _loops.RemoveAt(_loops.Count - 1);
        if (isFor)
        {
            _loopVariables.RemoveAt(_loopVariables.Count - 1);
        }
    }

    /// <returns>The number of the innermost loop of the kind, or -1.</returns>
    public int FindLoop(bool isFor) => _loops.LastIndexOf(isFor);

    private bool IsGiven(string name) =>
        names.Roots.ContainsKey(name) || TemplateFunctions.Roots.Contains(name) || ScribanConstructs.IsReserved(name);
}
