using System.Reflection;
using HmmSpec.Data;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>A place in the source that states a clause.</summary>
/// <param name="Type">The class.</param>
/// <param name="Part">The step of the reference, the invariant, or the method.</param>
public sealed record Citation(string Type, string Part)
{
    /// <summary>The place in one line: <c>CpuFault, step "handle fault"</c>.</summary>
    public override string ToString() => Part.Length == 0 ? Type : $"{Type}, {Part}";
}

/// <summary>Finds where clauses are stated, by the attributes that the analyzer asks for.</summary>
public static class Citations
{
    private const BindingFlags Everything =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    private static readonly Lazy<ILookup<string, Citation>> ByClause = new(Collect);

    /// <summary>The steps and invariants that cite a clause, steps first.</summary>
    public static Sequence<Citation> Of(string clause) => [.. ByClause.Value[clause]];

    private static ILookup<string, Citation> Collect() =>
        new[] { typeof(ReferenceModel).Assembly, typeof(Catalogue).Assembly }
            .SelectMany(assembly => assembly.GetTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
            .SelectMany(Of)
            .ToLookup(entry => entry.Clause, entry => entry.Citation, StringComparer.Ordinal);

    private static IEnumerable<(string Clause, Citation Citation)> Of(Type type)
    {
        string? invariant = type.GetCustomAttribute<InvariantAttribute>()?.Id;
        string part = invariant is null ? "" : $"invariant {invariant}";
        return type.GetCustomAttributes<ClauseAttribute>()
            .Select(cited => (cited.Id, new Citation(type.Name, part)))
            .Concat(type.GetMethods(Everything).SelectMany(method => Of(type, method)));
    }

    private static IEnumerable<(string Clause, Citation Citation)> Of(Type type, MethodInfo method)
    {
        string? label = method.GetCustomAttribute<StepAttribute>()?.Label;
        string part = label is null ? $"method {method.Name}" : $"step \"{label}\"";
        return method.GetCustomAttributes<ClauseAttribute>().Select(cited => (cited.Id, new Citation(type.Name, part)));
    }
}
