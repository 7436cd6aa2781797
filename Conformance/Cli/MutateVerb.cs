using System.CommandLine;
using System.Diagnostics;
using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Mutation;

namespace HmmSpec.Cli;

/// <summary><c>hmmspec mutate</c>: makes mutants of a machine and asks whether the oracle notices them.</summary>
internal sealed class MutateVerb
{
    private const string Table = "Conformance/Mutation/MUTANTS.md";

    private readonly Argument<string[]> _patterns = new("PATTERN")
    {
        Description =
            "Only the mutants whose names fit one of these, such as 'range-*' or '*/OptimizedMachine.Tell/*'; all unless given",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<ulong?> _seed = Values.Option<ulong?>(
        "--seed",
        "N",
        "Makes the run the same again; 1 unless given",
        Values.Seed
    );

    private readonly Option<long> _sample = Values.Option(
        "--sample",
        "N",
        "Only so many of them, from the whole list evenly",
        Values.Number(1, int.MaxValue)
    );

    private readonly Option<string> _equivalent = Values.Option<string>(
        "--equivalent",
        "FILE",
        "The list of mutants that cannot be told from the original; that of the optimized machine unless given",
        Values.Text
    );

    private readonly Option<string> _source = Values.Option<string>(
        "--source",
        "DIR",
        "Mutate the machine whose C# sources are there; the optimized one unless given",
        Values.Text
    );

    private readonly Option<string> _subject = Values.Option<string>(
        "--subject",
        "CLASS",
        "Of --source: the class that implements IMachine, if there are several",
        Values.Text
    );

    private readonly Option<bool> _bank = new("--bank")
    {
        Description = "Hunt the bugs that Linux had, each seeded into the machine or into the reference's steps",
    };

    private readonly Option<long> _seeds = Values.Option(
        "--seeds",
        "N",
        "Of --bank: with how many seeds each is hunted, from --seed on; 1 unless given",
        Values.Number(1, 1_000)
    );

    private readonly Option<string> _prebuilt = Values.Option<string>(
        "--prebuilt",
        "FILE",
        "Check the subjects of a list, a name and a subject on each line, that somebody has built as mutants",
        Values.Text
    );

    private readonly Option<long> _sequences = Values.Option(
        "--sequences",
        "N",
        "Of --prebuilt: how many sequences to generate for each; as check unless given",
        Values.Number(0, long.MaxValue)
    );

    private readonly Option<long> _workers = Values.Option(
        "--workers",
        "N",
        "How many threads; as many as there are processors unless given",
        Values.Number(1, 1_024)
    );

    private readonly Option<string> _table = Values.Option<string>(
        "--table",
        "FILE",
        $"Write the table as Markdown, as in {Table}",
        Values.Text
    );

    private readonly Option<bool> _list = new("--list") { Description = "List the mutants and judge none" };

    private readonly Option<bool> _json = new("--json") { Description = "One JSON object in the place of the table" };

    private readonly Surroundings _surroundings;

    private MutateVerb(Surroundings surroundings) => _surroundings = surroundings;

    /// <summary>The verb.</summary>
    public static Command Build(Surroundings surroundings)
    {
        MutateVerb verb = new(surroundings);
        Command command = new("mutate", "Make mutants of the optimized machine and ask whether the oracle notices")
        {
            verb._patterns,
            verb._seed,
            verb._sample,
            verb._equivalent,
            verb._source,
            verb._subject,
            verb._bank,
            verb._seeds,
            verb._prebuilt,
            verb._sequences,
            verb._workers,
            verb._table,
            verb._list,
            verb._json,
        };
        command.SetAction(parsed => (int)verb.Run(parsed));
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        bool json = parsed.GetValue(_json);
        Refuse(parsed);
        if (parsed.GetValue(_prebuilt) is { } prebuilt)
        {
            return MutatePrebuilt.Run(prebuilt, CheckOptionsOf(parsed), json, _surroundings);
        }

        if (parsed.GetValue(_bank))
        {
            return HuntBank(parsed, json);
        }

        Screen screen = _surroundings.Screen(json);
        EquivalentList equivalents =
            parsed.GetValue(_equivalent) is { } file ? EquivalentList.Read(file)
            : parsed.GetValue(_source) is null ? EquivalentList.OfMachine()
            : EquivalentList.Empty;
        JudgingPlan plan = new(parsed.GetValue(_seed) ?? 1);
        Stopwatch watch = Stopwatch.StartNew();
        screen.Line($"seed 0x{plan.Seed:x}");
        screen.Status("compiling the mutants");
        MutantSet set = Compile(parsed);
        IReadOnlyList<Mutant> chosen = Chosen(parsed, set.Mutants);
        if (parsed.GetValue(_list))
        {
            MutateScreen.List(screen, chosen);
            return ExitCode.Conforms;
        }

        using Interruption interruption = new(_surroundings);
        MutateScreen progress = new(screen, chosen.Count, equivalents);
        MutationRun run = new(set, plan) { Judged = progress.Judged };
        IReadOnlyList<MutantVerdict> verdicts = run.Run(chosen, WorkersOf(parsed), interruption.Token);
        MutationReport report = new(plan, set.Mutants, chosen, verdicts, set.Uncompilable, equivalents)
        {
            Seconds = watch.Elapsed.TotalSeconds,
        };
        if (json)
        {
            _surroundings.Out.WriteLine(MutationJson.Format(report));
        }
        else
        {
            MutateScreen.End(screen, report);
        }

        if (parsed.GetValue(_table) is { } table)
        {
            OutputFile.Write(table, MutationMarkdown.Format(report, CommandOf(parsed, plan.Seed)));
        }

        return CodeOf(report);
    }

    private ExitCode HuntBank(ParseResult parsed, bool json)
    {
        ulong first = parsed.GetValue(_seed) ?? 1;
        int seeds = parsed.GetResult(_seeds) is null ? 1 : (int)parsed.GetValue(_seeds);
        string[] patterns = parsed.GetValue(_patterns) ?? [];
        string command = CommandOf(parsed, "--bank", first, seeds == 1 ? [] : [$"--seeds {seeds}"]);
        return new MutateBank(_surroundings, json).Run(
            patterns,
            [.. Enumerable.Range(0, seeds).Select(offset => first + (ulong)offset)],
            WorkersOf(parsed),
            parsed.GetValue(_table) is { } table
                ? report => OutputFile.Write(table, BankMarkdown.Format(report, command))
                : null
        );
    }

    private int WorkersOf(ParseResult parsed) =>
        parsed.GetResult(_workers) is null ? Environment.ProcessorCount : (int)parsed.GetValue(_workers);

    private MutantSet Compile(ParseResult parsed)
    {
        if (parsed.GetValue(_source) is not { } folder)
        {
            return MutantSet.OfMachine();
        }

        try
        {
            return MutantSet.OfFolder(folder, parsed.GetValue(_subject));
        }
        catch (DefectException exception)
        {
            throw new CommandException(ExitCode.BadInput, exception.Message);
        }
    }

    private IReadOnlyList<string> CheckOptionsOf(ParseResult parsed) =>
        [
            "--seed",
            $"{parsed.GetValue(_seed) ?? 1}",
            .. parsed.GetResult(_sequences) is null ? (string[])[] : ["--sequences", $"{parsed.GetValue(_sequences)}"],
            .. parsed.GetResult(_workers) is null ? (string[])[] : ["--workers", $"{parsed.GetValue(_workers)}"],
        ];

    // Of several causes the first of the order of all exit codes.
    private static ExitCode CodeOf(MutationReport report) =>
        report.Uncompilable.Count > 0 ? ExitCode.Internal
        : report.Survivors.Any() ? ExitCode.Diverges
        : report.Stale.Any() ? ExitCode.Baseline
        : report.WasStopped ? ExitCode.Inconclusive
        : ExitCode.Conforms;

    private IReadOnlyList<Mutant> Chosen(ParseResult parsed, IReadOnlyList<Mutant> all)
    {
        IReadOnlyList<Mutant> fitting = NamePattern.Choose(
            all,
            static mutant => mutant.Id,
            parsed.GetValue(_patterns) ?? [],
            out string? useless
        );
        if (useless is not null)
        {
            Sequence<string> operators = [.. all.Select(static mutant => mutant.Operator).Distinct()];
            throw CommandException.Usage(
                $"No mutant has a name like {Values.Quote(useless)}{Values.Hint(useless, operators, "they begin with")}"
            );
        }

        long most = parsed.GetResult(_sample) is null
            ? fitting.Count
            : Math.Min(parsed.GetValue(_sample), fitting.Count);
        return [.. Enumerable.Range(0, (int)most).Select(index => fitting[(int)(index * fitting.Count / most)])];
    }

    // The command line that makes the table again.
    private string CommandOf(ParseResult parsed, ulong seed) =>
        CommandOf(parsed, "", seed, parsed.GetResult(_sample) is null ? [] : [$"--sample {parsed.GetValue(_sample)}"]);

    private string CommandOf(ParseResult parsed, string mode, ulong seed, IReadOnlyList<string> more)
    {
        List<string> words = ["hmmspec mutate"];
        words.AddRange(mode.Length == 0 ? [] : [mode]);
        words.AddRange((parsed.GetValue(_patterns) ?? []).Select(CheckPlan.Quote));
        words.AddRange(seed == 1 ? [] : [$"--seed {seed}"]);
        words.AddRange(more);
        words.AddRange(parsed.GetValue(_source) is { } source ? [$"--source {CheckPlan.Quote(source)}"] : []);
        words.Add($"--table {CheckPlan.Quote(parsed.GetValue(_table) ?? "")}");
        return string.Join(' ', words);
    }

    // What means nothing beside another option is refused, so that nobody believes that it did something.
    private void Refuse(ParseResult parsed)
    {
        Option[] ofMutants = [_sample, _equivalent, _source, _subject, _list];
        (Option? mode, Option[] useless) =
            parsed.GetValue(_prebuilt) is not null ? (_prebuilt, [.. ofMutants, _bank, _seeds, _table])
            : parsed.GetValue(_bank) ? (_bank, [.. ofMutants, _sequences])
            : ((Option?)null, new Option[] { _seeds, _sequences });
        Option? given = useless.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false });
        if (given is not null)
        {
            throw CommandException.Usage(
                mode is not null ? $"{given.Name} means nothing beside {mode.Name}."
                : given == _seeds ? $"{given.Name} is for {_bank.Name}."
                : $"{given.Name} is for {_prebuilt.Name}."
            );
        }

        if (parsed.GetValue(_subject) is not null && parsed.GetValue(_source) is null)
        {
            throw CommandException.Usage($"{_subject.Name} is for {_source.Name}.");
        }

        if (parsed.GetValue(_prebuilt) is not null && parsed.GetValue(_patterns) is [string pattern, ..])
        {
            throw CommandException.Usage($"{Values.Quote(pattern)} means nothing beside {_prebuilt.Name}.");
        }

        if (parsed.GetValue(_table) is { } table)
        {
            OutputFile.Probe(table);
        }
    }
}
