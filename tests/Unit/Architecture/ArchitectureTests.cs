using System.Reflection;
using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Document;
using HmmSpec.Exploration;
using HmmSpec.Optimized;
using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Architecture;

/// <summary>References go one way, and files stay small enough to be read in one sitting.</summary>
public sealed class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["HmmSpec.Data"] = [],
        ["HmmSpec.Spec"] = ["HmmSpec.Data"],
        ["HmmSpec.Reference"] = ["HmmSpec.Data", "HmmSpec.Spec"],
        ["HmmSpec.Optimized"] = ["HmmSpec.Data", "HmmSpec.Spec"],
        ["HmmSpec.Properties"] = ["HmmSpec.Data", "HmmSpec.Spec", "HmmSpec.Reference", "HmmSpec.Optimized"],
        ["HmmSpec.Protocol"] = ["HmmSpec.Data", "HmmSpec.Spec", "HmmSpec.Reference", "HmmSpec.Properties"],
        ["HmmSpec.Conformance"] =
        [
            "HmmSpec.Protocol",
            "HmmSpec.Data",
            "HmmSpec.Spec",
            "HmmSpec.Reference",
            "HmmSpec.Optimized",
            "HmmSpec.Properties",
        ],
        ["HmmSpec.Exploration"] =
        [
            "HmmSpec.Data",
            "HmmSpec.Spec",
            "HmmSpec.Reference",
            "HmmSpec.Optimized",
            "HmmSpec.Properties",
            "HmmSpec.Conformance",
            "HmmSpec.Protocol",
        ],
        // It reads sources, and knows nothing of what they compile to.
        ["HmmSpec.Document"] = [],
    };

    public static TheoryData<Type> Anchors =>
        [
            typeof(Mix),
            typeof(State),
            typeof(ReferenceModel),
            typeof(OptimizedMachine),
            typeof(Lockstep),
            typeof(OperationJson),
            typeof(CheckEngine),
            typeof(Explorer),
            typeof(SpecDocument),
        ];

    [Theory]
    [MemberData(nameof(Anchors))]
    public void References_go_one_way(Type anchor)
    {
        Assembly assembly = anchor.Assembly;
        IEnumerable<string> own = assembly
            .GetReferencedAssemblies()
            .Select(static name => name.Name!)
            .Where(static name => name.StartsWith("HmmSpec", StringComparison.Ordinal));

        Assert.Empty(own.Except(Allowed[assembly.GetName().Name!]));
    }

    [Theory]
    [MemberData(nameof(Anchors))]
    public void The_specification_and_the_models_depend_on_no_package(Type anchor)
    {
        string name = anchor.Assembly.GetName().Name!;
        if (
            name
            is "HmmSpec.Properties"
                or "HmmSpec.Protocol"
                or "HmmSpec.Conformance"
                or "HmmSpec.Exploration"
                or "HmmSpec.Document"
        )
        {
            return;
        }

        Assert.All(
            anchor.Assembly.GetReferencedAssemblies(),
            static reference =>
                Assert.True(
                    reference.Name!.StartsWith("System", StringComparison.Ordinal)
                        || reference.Name.StartsWith("HmmSpec", StringComparison.Ordinal)
                )
        );
    }

    [Theory]
    [InlineData("Spec", 300)]
    [InlineData("Model", 400)]
    [InlineData("Properties", 400)]
    [InlineData("Conformance", 400)]
    [InlineData("tests", 400)]
    public void No_file_is_longer_than_its_folder_allows(string folder, int lines)
    {
        // The catalogue is the one text that is read as a list, a family at a time.
        IEnumerable<string> tooLong = Repository
            .Sources(folder)
            .Where(static path => !path.EndsWith("Clauses.cs", StringComparison.Ordinal))
            .Where(path => File.ReadLines(path).Count() > lines);

        Assert.Empty(tooLong);
    }

    [Fact]
    public void The_median_file_of_the_specification_has_at_most_90_lines()
    {
        int[] lengths = [.. Repository.Sources("Spec").Select(static path => File.ReadLines(path).Count()).Order()];

        Assert.True(lengths[lengths.Length / 2] <= 90, $"The median is {lengths[lengths.Length / 2]}.");
    }
}
