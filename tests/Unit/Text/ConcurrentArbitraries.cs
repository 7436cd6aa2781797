using FsCheck;
using FsCheck.Fluent;
using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Text;

/// <summary>Arbitrary lines of scenarios in which operations take turns.</summary>
internal static class ConcurrentArbitraries
{
    private static Gen<string> Name { get; } = Gen.Elements("a", "b", "begin", "zz");

    private static Gen<string> Label { get; } = Gen.Elements([.. StepLabels.All(new ReferenceSteps())]);

    /// <summary>Lines of any kind and name.</summary>
    public static Gen<ScenarioLine> Lines(Gen<Operation> operations, Gen<WantedOutcome?> wanted) =>
        Gen.OneOf(
            from name in Name
            from operation in operations
            select (ScenarioLine)new BeginLine(name, operation),
            from name in Name
            from point in Gen.Elements("migrate-copied", "step-3")
            from milliseconds in Gen.Choose(0, int.MaxValue)
            select (ScenarioLine)new HoldLine(name, new Delay(point, milliseconds)),
            from name in Name
            from count in Gen.Choose(1, ConcurrentRunner.MostSteps)
            select (ScenarioLine)new StepLine(name, count),
            from name in Name
            from label in Label
            select (ScenarioLine)new StepToLine(name, label),
            from name in Name
            from kind in Gen.Elements(Enum.GetValues<ChoiceKind>())
            from value in ArbMap.Default.GeneratorFor<int>()
            select (ScenarioLine)new ChooseLine(name, new Choice(kind, value)),
            from name in Name
            from reason in Gen.Elements(Enum.GetValues<Blocked>())
            select (ScenarioLine)new BlockedLine(name, reason),
            from name in Name
            from outcome in wanted
            select (ScenarioLine)new EndLine(name, outcome),
            Name.Select(name => (ScenarioLine)new LeaveLine(name))
        );

    /// <summary>The lines without those of which the operation is not open, and with an end for each that is.</summary>
    public static Sequence<ScenarioLine> Consistent(IEnumerable<ScenarioLine> lines)
    {
        HashSet<string> open = [];
        List<ScenarioLine> kept = [];
        foreach (ScenarioLine line in lines)
        {
            bool fits = line switch
            {
                BeginLine it => open.Add(it.Name),
                EndLine it => open.Remove(it.Name),
                LeaveLine it => open.Remove(it.Name),
                StepLine it => open.Contains(it.Name),
                HoldLine it => open.Contains(it.Name),
                StepToLine it => open.Contains(it.Name),
                ChooseLine it => open.Contains(it.Name),
                BlockedLine it => open.Contains(it.Name),
                OperationLine or ExpectPage or ExpectMirror or ExpectUsed => true,
            };
            kept.AddRange(fits ? [line] : []);
        }

        return [.. kept, .. open.Order(StringComparer.Ordinal).Select(name => new LeaveLine(name))];
    }
}
