using System.Text;
using System.Text.Json;
using HmmSpec.Exploration;
using HmmSpec.Optimized;
using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Reference;
using HmmSpec.Spec;
using HmmSpec.Tests.Protocol;
using HmmSpec.Tests.Vectors;
using Request = HmmSpec.Protocol.Request;

namespace HmmSpec.Tests.Architecture;

/// <summary>
/// An operation is whole. The compiler asks for an arm in every switch; what no switch has is asked for here: a kind that is
/// drawn, forms that can be read back, an optimized machine that agrees, scenarios, a race, and a world to explore.
/// </summary>
public sealed class OperationCompletenessTests
{
    private static readonly World Sizes = World.Default with { Files = 2, FilePages = 4, Pins = 2 };

    private static readonly Lazy<ILookup<Type, Operation>> Examples = new(static () =>
        OperationKinds
            .All.SelectMany(static kind => Alphabet.Of(Sizes, [kind], values: 1, longest: 2))
            .ToLookup(static operation => operation.GetType())
    );

    public static TheoryData<string> Names =>
        [.. OperationTypes().Select(static type => type.Name).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_in_the_alphabet_of_the_explorer(string name) =>
        Need(name, ExamplesOf(name).Any(), "give its kind operations in Conformance/Exploration/Hmm/Alphabet.cs");

    [Theory]
    [MemberData(nameof(Names))]
    public void It_has_a_kind_that_is_drawn(string name) =>
        Need(
            name,
            ExamplesOf(name).All(static operation => Weights.UsualIn(Sizes)[OperationKinds.Of(operation)] > 0),
            "give its kind a weight in Properties/Core/Generation/Weights.cs"
        );

    [Theory]
    [MemberData(nameof(Names))]
    public void It_has_a_text_form_that_can_be_read_back(string name)
    {
        foreach (Operation operation in ExamplesOf(name))
        {
            string text = OperationText.Format(operation);

            Need(name, Verbs.All.Contains(Verbs.Of(operation)), "add its verb to Verbs.All in Spec/Core/Text/Verbs.cs");
            Need(
                name,
                OperationText.TryParse(text, out Operation? read, out _) && read.Equals(operation),
                $"let Spec/Core/Text/OperationText.cs read back '{text}'"
            );
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_has_a_wire_form_that_can_be_read_back(string name)
    {
        foreach (Operation operation in ExamplesOf(name))
        {
            byte[] line = Written.Line(new Request.Run(1, ObservationLevel.Outcome, [operation]));

            Need(
                name,
                new LineReader().TryReadRequest(line, out Request? read, out _)
                    && read is Request.Run { Operations: [Operation one] }
                    && one.Equals(operation),
                $"let Conformance/Protocol/Lines/LineReader.Operations.cs read back {Encoding.UTF8.GetString(line)}"
            );
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_in_the_schema_and_on_the_page_of_the_protocol(string name)
    {
        string verb = VerbOf(name);
        using JsonDocument definitions = JsonDocument.Parse(ProtocolSchemas.Read("definitions.schema.json"));
        string page = File.ReadAllText(Path.Combine(Repository.Root, "Conformance/Protocol/PROTOCOL.md"));

        Need(
            name,
            Strings(definitions.RootElement).Contains(verb),
            "add it to Conformance/Protocol/v1/definitions.schema.json"
        );
        Need(name, page.Contains($"`{verb}`", StringComparison.Ordinal), "add it to Conformance/Protocol/PROTOCOL.md");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_optimized_machine_has_it(string name)
    {
        foreach (Operation operation in ExamplesOf(name))
        {
            State start = ReferenceModel.Init(Sizes, Profile.Strict);
            Outcome wanted = ReferenceModel.Run(start, operation).Outcome;

            Outcome found = new OptimizedMachine(Sizes, Profile.Strict).Apply(operation);

            Need(
                name,
                found.Equals(wanted),
                $"let Model/Optimized answer '{OperationText.Format(operation)}' with '{OutcomeText.Format(wanted)}'"
            );
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_scenario_of_a_clause_and_a_race_show_it(string name)
    {
        string verb = VerbOf(name);

        Need(
            name,
            VectorFiles.OfClauses.Any(path => Has(path, verb)),
            "write a scenario in Conformance/Oracle/ClauseScenarios"
        );
        Need(
            name,
            VectorFiles.Interleavings.Any(path => Has(path, verb)),
            "write a race in tests/Vectors/interleavings"
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_world_of_the_explorer_has_it(string name) =>
        Need(
            name,
            NamedWorlds
                .All.Select(static world => world.With(Profile.Strict))
                .SelectMany(static world =>
                    world.Setup.Concat(world.Agents.AsEnumerable().SelectMany(static agent => agent.Operations))
                )
                .Any(operation => operation.GetType().Name == name),
            "add it to a world in Conformance/Exploration/Worlds"
        );

    private static void Need(string name, bool has, string sentence) =>
        Assert.True(has, $"{name} is not whole: {sentence}.");

    private static IEnumerable<Operation> ExamplesOf(string name) =>
        Examples.Value[OperationTypes().Single(type => type.Name == name)];

    private static string VerbOf(string name) => ExamplesOf(name).Select(Verbs.Of).FirstOrDefault() ?? name;

    private static IEnumerable<Type> OperationTypes() =>
        typeof(Operation)
            .Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(Operation)) && !type.IsAbstract);

    // As a line of its own, or begun by an agent.
    private static bool Has(string path, string verb) =>
        File.ReadLines(Path.IsPathRooted(path) ? path : Path.Combine(Repository.Root, path))
            .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Any(words =>
                (words is [{ } first, ..] && first == verb) || (words is ["begin", _, { } begun, ..] && begun == verb)
            );

    private static IEnumerable<string?> Strings(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.String => [element.GetString()],
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
            JsonValueKind.Object => element.EnumerateObject().SelectMany(static member => Strings(member.Value)),
            _ => [],
        };
}
