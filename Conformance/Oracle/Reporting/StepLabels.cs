using System.Collections.Concurrent;
using System.Reflection;
using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>The labels of steps, in the kernel's words, as their methods carry them.</summary>
public static class StepLabels
{
    private const BindingFlags Any =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly ConcurrentDictionary<StepName, string> Known = new();

    /// <summary>The label of a step, such as <c>clear entry</c>; the name of the method if it carries none.</summary>
    public static string Of(StepName step) => Known.GetOrAdd(step, Find);

    /// <summary>All labels of a model, each once, in the order of its activities.</summary>
    public static Sequence<string> All(IStepModel model) =>
        [
            .. model
                .Kinds.SelectMany(static activity => activity.GetType().GetMethods(Any))
                .Select(static method => method.GetCustomAttribute<StepAttribute>()?.Label)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>The label of a step, or null if its method carries none.</summary>
    public static string? TryFind(StepName step) =>
        step
            .Activity?.GetMethods(Any)
            .Where(method => method.Name == step.Method)
            .Select(static method => method.GetCustomAttribute<StepAttribute>()?.Label)
            .FirstOrDefault(static label => label is not null);

    private static string Find(StepName step) => TryFind(step) ?? step.Method;
}
