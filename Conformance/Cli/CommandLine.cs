using System.CommandLine;
using System.Reflection;
using HmmSpec.Conformance;
using HmmSpec.Exploration;

namespace HmmSpec.Cli;

/// <summary>The <c>hmmspec</c> command, as a function of its arguments and what is around it.</summary>
public static class CommandLine
{
    private const string Description =
        "HmmSpec: an executable specification of Linux HMM, and the oracle that says whether an implementation obeys it.\n\n"
        + "  Exit codes: 0 conforms, 1 diverges, 2 inconclusive, 3 the subject broke the protocol, 4 the baseline lists what\n  no longer diverges, 64 usage, 65 bad input file, 69 subject unavailable, 70 internal error,\n  74 standard output cannot be written.";

    /// <summary>The name of the command and its version: <c>hmmspec 0.1.0</c>.</summary>
    public static string NameAndVersion { get; } = $"hmmspec {Version()}";

    /// <summary>Runs the command; the exit code. It writes no stack traces, and throws nothing.</summary>
    public static int Run(IReadOnlyList<string> args, Surroundings surroundings)
    {
        surroundings = surroundings with
        {
            Out = GuardedWriter.Out(surroundings.Out),
            Err = GuardedWriter.Err(surroundings.Err),
        };
        try
        {
            return (int)Invoke(args, surroundings);
        }
        catch (CommandException exception)
        {
            return Refuse(surroundings, exception.Code, $"hmmspec: {exception.Message}");
        }
        catch (CheckpointException exception)
        {
            return Refuse(surroundings, ExitCode.BadInput, $"hmmspec: {exception.Message}");
        }
        catch (ExplorationLimitException exception)
        {
            return Refuse(surroundings, ExitCode.Usage, $"hmmspec: {exception.Message}");
        }
        catch (InputFileException exception)
        {
            return Refuse(surroundings, ExitCode.BadInput, exception.Message);
        }
        catch (ScenarioFileException exception)
        {
            return Refuse(surroundings, ExitCode.BadInput, exception.Message);
        }
        catch (Exception exception)
        {
            return Refuse(surroundings, ExitCode.Internal, InternalError.Report(args, exception));
        }
    }

    /// <summary>Sees to it that a fault on any thread ends the process with one sentence and exit code 70.</summary>
    public static void GuardProcess(IReadOnlyList<string> args, Surroundings surroundings) =>
        AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
        {
            Exception exception =
                unhandled.ExceptionObject as Exception ?? new InvalidOperationException($"{unhandled.ExceptionObject}");
            Environment.Exit(
                exception is CommandException refusal
                    ? Refuse(surroundings, refusal.Code, $"hmmspec: {refusal.Message}")
                    : Refuse(surroundings, ExitCode.Internal, InternalError.Report(args, exception))
            );
        };

    private static int Refuse(Surroundings surroundings, ExitCode code, string sentence)
    {
        using TextWriter errors = GuardedWriter.Err(surroundings.Err);
        errors.WriteLine(sentence);
        return (int)code;
    }

    private static ExitCode Invoke(IReadOnlyList<string> args, Surroundings surroundings)
    {
        ParseResult parsed = Build(surroundings)
            .Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        bool isHelp = parsed.Action is System.CommandLine.Help.HelpAction;
        if (!isHelp && UsageProblem.Of(parsed) is string problem)
        {
            throw CommandException.Usage(problem);
        }

        return (ExitCode)
            parsed.Invoke(
                new InvocationConfiguration
                {
                    Output = surroundings.Out,
                    Error = surroundings.Err,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                }
            );
    }

    private static RootCommand Build(Surroundings surroundings)
    {
        RootCommand root = new(Description);
        root.Directives.Clear();
        root.Options.OfType<VersionOption>().First().Action = new VersionVerb.Action(surroundings);
        root.Add(CheckVerb.Build(surroundings));
        root.Add(ValidateVerb.Build(surroundings));
        root.Add(ReportVerb.Build(surroundings));
        root.Add(ReplayVerb.Build(surroundings));
        root.Add(ExplainVerb.Build(surroundings));
        root.Add(ExploreVerb.Build(surroundings));
        root.Add(ServeVerb.Build(surroundings));
        root.Add(AdapterVerb.Build(surroundings));
        root.Add(SmokeVerb.Build(surroundings));
        root.Add(MutateVerb.Build(surroundings));
        root.Add(LinuxVerb.Build(surroundings));
        root.Add(SpecVerb.Build(surroundings));
        root.Add(VersionVerb.Build(surroundings));
        return root;
    }

    private static string Version()
    {
        string? full = typeof(CommandLine)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion;
        return full?.Split('+')[0] ?? "0.0.0";
    }
}
