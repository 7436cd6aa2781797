using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using HmmSpec.Conformance;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary><c>hmmspec version</c>: what this is, the revision of the specification, and what it runs on.</summary>
internal static class VersionVerb
{
    public static Command Build(Surroundings surroundings)
    {
        Command command = new("version", "Say which version this is, and of which revision of the specification");
        command.SetAction(_ => (int)Print(surroundings));
        return command;
    }

    private static ExitCode Print(Surroundings surroundings)
    {
        Screen screen = surroundings.Screen();
        screen.Line(CommandLine.NameAndVersion);
        screen.Line($"specification {SpecRevision.Current} ({Catalogue.All.Count} clauses)");
        screen.Line($"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");
        return ExitCode.Conforms;
    }

    /// <summary>The same for <c>--version</c>.</summary>
    internal sealed class Action(Surroundings surroundings) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult) => (int)Print(surroundings);
    }
}
