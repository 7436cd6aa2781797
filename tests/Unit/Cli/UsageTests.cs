using HmmSpec.Cli;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Cli;

public sealed class UsageTests
{
    [Theory]
    [InlineData(
        "",
        "hmmspec needs a verb: it has check, validate, report, replay, explain, explore, serve, adapter, smoke, mutate, linux, spec and version."
    )]
    [InlineData("chek", "hmmspec has no verb \"chek\"; did you mean \"check\"?")]
    [InlineData("validate", "hmmspec validate needs TRACE: ")]
    [InlineData("validate - --budget 0", "--budget is \"0\"; expected a whole number from 1 to 2147483647.")]
    [InlineData(
        "judge",
        "hmmspec has no verb \"judge\"; it has check, validate, report, replay, explain, explore, serve, adapter, smoke, mutate, linux, spec and version."
    )]
    [InlineData("--verbose", "hmmspec has no option \"--verbose\"")]
    [InlineData("check --sede 3", "hmmspec check has no option \"--sede\"; did you mean \"--seed\"?")]
    [InlineData("check -x", "hmmspec check has no option \"-x\"")]
    [InlineData("check --seed", "--seed needs a value: --seed N.")]
    [InlineData("check --seed 1 --seed 2", "--seed is given 2 times; it can be given once.")]
    [InlineData(
        "check --seed x",
        "--seed is \"x\"; expected an unsigned number of 64 bits, decimal or with 0x in front."
    )]
    [InlineData("check --seed 18446744073709551616", "--seed is \"18446744073709551616\"; expected an unsigned number")]
    [InlineData("check --seed -1", "--seed is \"-1\"; expected an unsigned number")]
    [InlineData("check --length 0", "--length is \"0\"; expected a whole number from 1 to 1000000.")]
    [InlineData("check --sequences many", "--sequences is \"many\"; expected a whole number from 0 to")]
    [InlineData("check --workers 0", "--workers is \"0\"; expected a whole number from 1 to 1024.")]
    [InlineData("check --time 20", "--time is \"20\"; expected a number with ms, s, m, h or d behind it, such as 20s.")]
    [InlineData("check --time -1s", "--time is \"-1s\"; expected a number with")]
    [InlineData("check --time 9999999d", "--time is \"9999999d\"; expected a number with")]
    [InlineData("check --operations load,stor", "--operations names \"stor\"; did you mean \"store\"?")]
    [InlineData("check --operations ,", "--operations names \"\"; the operations are load, store,")]
    [InlineData("check --profile linux-6", "--profile is \"linux-6\"; did you mean \"linux-6.1\"?")]
    [InlineData(
        "check --profile windows",
        "--profile is \"windows\"; the profiles are strict, linux-6.1, v9 and v9+migration."
    )]
    [InlineData("check --compare exakt", "--compare is \"exakt\"; did you mean \"exact\"?")]
    [InlineData("check --pages 0", "A world cannot have pages=0; pages goes from 1 to 65536.")]
    [InlineData("check --pages -1", "A world cannot have pages=-1; pages goes from 1 to 65536.")]
    [InlineData("check --pages 99999999999", "--pages is \"99999999999\"; expected a whole number up to 2147483647.")]
    [InlineData("check --iova 2000000000", "A world cannot have iova=2000000000; iova goes from 0 to 1048576.")]
    [InlineData("check --processes 64 --pages 65536 --devices 64", "The world would have 272629760 page-table and")]
    [InlineData("check optimised", "There is no subject \"optimised\"; did you mean \"optimized\"?")]
    [InlineData("check linuxx", "There is no subject \"linuxx\"; did you mean \"linux\"?")]
    [InlineData(
        "check nothing",
        "There is no subject \"nothing\"; there are optimized, linux, reference, defect:NAME, exec:COMMAND, tcp:HOST:PORT and unix:PATH."
    )]
    [InlineData("check exec:true --deadline 0s", "--deadline is \"0s\"; expected more than no time, such as 20s.")]
    [InlineData("smoke exec:true --deadline 0ms", "--deadline is \"0ms\"; expected more than no time, such as 20s.")]
    [InlineData("smoke reference", "The subject \"reference\" is run in steps and has no adapter to test.")]
    [InlineData("check exec:true --compare exact", "A subject behind the protocol is always judged loosely")]
    [InlineData("check optimized --batch 8", "--batch is for subjects behind the protocol: exec:, tcp:, unix:, linux.")]
    [InlineData("check reference --races 2 --results r", "--results means nothing beside --races.")]
    [InlineData("check reference --races 2 --baseline b", "--baseline means nothing beside --races.")]
    [InlineData("check reference --races 2 --fix-baseline", "--fix-baseline means nothing beside --races.")]
    [InlineData("check reference --races 2 --sequences 3", "--sequences means nothing beside --races.")]
    [InlineData("check reference --races 2 --compare loose", "--compare means nothing beside --races.")]
    [InlineData("check reference --races 2 --length 3", "--length means nothing beside --races.")]
    [InlineData("check reference --races 2 --workers 1", "--workers means nothing beside --races.")]
    [InlineData("check reference --races 2 --generated-only", "--generated-only means nothing beside --races.")]
    [InlineData("check exec:true --races 2 --batch 3", "--batch means nothing beside --races.")]
    [InlineData("check exec:true --races 2 --observe state", "--observe means nothing beside --races.")]
    [InlineData("check --interleave 2 --results r", "--results means nothing beside --interleave.")]
    [InlineData("check --interleave 2 --baseline b", "--baseline means nothing beside --interleave.")]
    [InlineData("check --interleave 2 --fix-baseline", "--fix-baseline means nothing beside --interleave.")]
    [InlineData("check --interleave 2 --record f", "--record means nothing beside --interleave.")]
    [InlineData("check --interleave 2 --deadline 1s", "--deadline means nothing beside --interleave.")]
    [InlineData("check --interleave 2 --batch 3", "--batch means nothing beside --interleave.")]
    [InlineData("check --interleave 2 --no-shrink", "--no-shrink means nothing beside --interleave.")]
    [InlineData("check --interleave 2 --generated-only", "--generated-only means nothing beside --interleave.")]
    [InlineData("explore optimized --threads 2", "--threads means nothing with the subject \"optimized\".")]
    [InlineData("explore optimized --exact", "--exact means nothing with the subject \"optimized\".")]
    [InlineData("explore optimized --no-cycles", "--no-cycles means nothing with the subject \"optimized\".")]
    [InlineData("check tcp:host", "tcp: is followed by a host, a colon and a port.")]
    [InlineData("check linux:fixd", "There is no driver \"fixd\"; did you mean \"fixed\"?")]
    [InlineData("check linux-debug:fixd", "There is no driver \"fixd\"; did you mean \"fixed\"?")]
    [InlineData("check linux+hug:fixed", "A kernel cannot be asked for \"hug\"; did you mean \"huge\"?")]
    [InlineData("check linux-fast", "There is no subject \"linux-fast\"")]
    [InlineData("linux build --kernel fast", "--kernel is \"fast\"; there are lean and debug.")]
    [InlineData("linux selftest fixed --kernel dbug", "--kernel is \"dbug\"; did you mean \"debug\"?")]
    [InlineData("linux build --driver none", "There is no driver \"none\"; there is original, fixed")]
    [InlineData("check optimized more", "hmmspec check does not know what to do with \"more\".")]
    [InlineData("check @options", "There is no subject \"@options\"")]
    [InlineData("replay", "hmmspec replay needs FILE: ")]
    [InlineData("replay optimized linux", "replay can run files on one subject, not on optimized and linux.")]
    [InlineData("replay optimized", "replay needs a file to run on the subject.")]
    [InlineData("explain", "hmmspec explain needs FILE: ")]
    [InlineData("mutate --seeds 3", "--seeds is for --bank.")]
    [InlineData("mutate --sequences 3", "--sequences is for --prebuilt.")]
    [InlineData("mutate --bank --sample 3", "--sample means nothing beside --bank.")]
    [InlineData("mutate --prebuilt list --table t.md", "--table means nothing beside --prebuilt.")]
    [InlineData("mutate --prebuilt list range-*", "\"range-*\" means nothing beside --prebuilt.")]
    [InlineData("mutate --subject Machine", "--subject is for --source.")]
    [InlineData("mutate --sample 0", "--sample is \"0\"; expected a whole number from 1 to 2147483647.")]
    [InlineData("explore --world cor", "There is no world \"cor\"; did you mean \"core\"?")]
    [InlineData("explore --world core --pages 9", "A core world cannot have pages=9; pages goes from 1 to 8.")]
    [InlineData(
        "explore --world core --pages 8 --devices 3",
        "A state of a core world has at most 64 bits; 8 pages of"
    )]
    [InlineData("explore --world core --pages 4 --devices 2 --memory 1G", "The world has about ")]
    [InlineData("explore --memory 1", "--memory is \"1\"; expected a number with K, M, G or T behind it, such as 8G.")]
    [InlineData("explore --world core --symmetry page", "--symmetry is \"page\"; did you mean \"pages\"?")]
    [InlineData("explore defect:M4 --world core", "The core world has no subject \"defect:M4\"")]
    [InlineData(
        "explore defect:M1 --world core --symmetry all",
        "A defect distinguishes devices, so that it allows no symmetry"
    )]
    [InlineData("explore --agents 9", "--agents is 9; expected a whole number from 1 to 8.")]
    [InlineData("explore --agents 2 --each 0", "--each is 0; expected a whole number from 1 to 253.")]
    [InlineData("explore --values -1", "--values is -1; expected a whole number from 1 to 200.")]
    [InlineData("explore --longest 0", "--longest is 0; expected a whole number from 1 on.")]
    [InlineData("explore --agents 2 --symmetry pages", "Pages are interchangeable only where whole operations follow")]
    [InlineData("explore --agents 3 --each 9", "The world has about ")]
    [InlineData(
        "explore --pages 60000 --frames 60000 --longest 60000",
        "A world with 60000 pages is too large to be explored; 64 are possible."
    )]
    [InlineData(
        "explore optimized --pages 60000 --frames 60000 --longest 60000",
        "A world with 60000 pages is too large to be explored; 64 are possible."
    )]
    [InlineData("explore --world mirrors --pages 2", "The world mirrors has its sizes and operations already")]
    [InlineData("explore --capacity 2", "--capacity belongs to --world core")]
    [InlineData("explore defect:iova-leek", "There is no defect \"iova-leek\"; did you mean \"defect:iova-leak\"?")]
    [InlineData("explore optimised", "There is no subject in steps \"optimised\"")]
    [InlineData(
        "explore --world core --checkpoint none/below",
        "Nothing can be written to none/below: its folder does not exist."
    )]
    [InlineData("spec", "hmmspec spec needs a verb: it has list, show, coverage and build.")]
    [InlineData("spec shew", "hmmspec spec has no verb \"shew\"; did you mean \"show\"?")]
    [InlineData("spec list --family MOG", "There is no family \"MOG\"; there are MAP, CPU, MIR,")]
    [InlineData("spec show", "hmmspec spec show needs ID: ")]
    [InlineData("spec show MIG-99", "There is no clause \"MIG-99\"; did you mean \"MIG-")]
    [InlineData("spec show everything", "There is no clause \"everything\"; hmmspec spec list lists all.")]
    [InlineData("version please", "hmmspec version does not know what to do with \"please\".")]
    public void What_makes_no_sense_is_refused_in_one_sentence(string line, string sentence)
    {
        using Command command = new();

        ExitCode code = command.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(ExitCode.Usage, code);
        Assert.StartsWith($"hmmspec: {sentence}", command.Err, StringComparison.Ordinal);
        Assert.Single(command.Err.TrimEnd().Split('\n'));
        Assert.Empty(command.Out);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_refused_before_anything_runs()
    {
        using Command command = new();
        string file = command.Write("file", "");

        Assert.Equal(ExitCode.Usage, command.Run("check", "--out", Path.Combine(file, "below")));

        Assert.StartsWith($"hmmspec: Nothing can be written to {file}", command.Err, StringComparison.Ordinal);
        Assert.Single(command.Err.TrimEnd().Split('\n'));
        Assert.Empty(command.Out);
    }

    [Fact]
    public void Every_verb_has_help()
    {
        using Command command = new();
        foreach (
            string verb in (string[])
                [
                    "",
                    "check",
                    "replay",
                    "explain",
                    "explore",
                    "adapter",
                    "adapter new",
                    "smoke",
                    "spec",
                    "spec list",
                    "spec show",
                    "version",
                ]
        )
        {
            Assert.Equal(
                ExitCode.Conforms,
                command.Run([.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"])
            );
            Assert.Contains("Usage:", command.Out, StringComparison.Ordinal);
            Assert.Empty(command.Err);
        }
    }

    [Fact]
    public void Check_has_an_option_for_every_size_of_a_world()
    {
        using Command command = new();
        command.Run("check", "--help");

        Assert.All(
            WorldText.Sizes,
            size => Assert.Contains($"--{size.Name} <N>", command.Out, StringComparison.Ordinal)
        );
        Assert.DoesNotContain("The world: ", command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_of_the_command_itself_is_one_sentence_and_a_file_with_the_details()
    {
        using Command command = new() { Machines = (_, _) => throw new InvalidOperationException("no\nidea.") };

        Assert.Equal(ExitCode.Internal, command.Check());

        Assert.Single(command.Err.TrimEnd().Split('\n'));
        Assert.StartsWith(
            "hmmspec: internal error: InvalidOperationException: no idea. The details are in ",
            command.Err,
            StringComparison.Ordinal
        );
        string path = command.Err.TrimEnd().Split(" are in ")[^1];
        Assert.Contains("hmmspec check --seed 5", File.ReadAllText(path), StringComparison.Ordinal);
        File.Delete(path);
    }
}
