using HmmSpec.Conformance;
using HmmSpec.Mutation;
using HmmSpec.Spec;
using HmmSpec.Tests.Mutation;

namespace HmmSpec.Tests.Vectors;

/// <summary>The files notice the defects of the reference that only show when operations take turns.</summary>
public sealed class InterleavingDefectTests
{
    /// <summary>Those that no file shows.</summary>
    private static readonly string[] Unnoticed = [];

    [Fact]
    public void All_that_need_an_interleaving_are_noticed_but_these()
    {
        Scenario[] scenarios = [.. VectorFiles.Interleavings.Select(VectorFiles.Read)];
        Assert.Equal(
            Unnoticed,
            ReferenceDefects
                .All.Where(defect => defect.NeedsInterleaving && IsMissed(defect, scenarios))
                .Select(static defect => defect.Id)
        );
    }

    private static bool IsMissed(ReferenceDefect defect, Scenario[] scenarios)
    {
        try
        {
            IStepModel model = CompiledDefects.Model(defect.Id);
            return !scenarios.Any(scenario => Notices(scenario, model));
        }
        catch (DefectException)
        {
            // Its place has gone: that is what other tests say.
            return false;
        }
    }

    private static bool Notices(Scenario scenario, IStepModel model)
    {
        try
        {
            return ScenarioRunner.Run(scenario, model).Mismatches.Count > 0;
        }
        catch (Exception exception)
            when (exception is InvalidOperationException or IndexOutOfRangeException or NullReferenceException)
        {
            return true;
        }
    }
}
