using HmmSpec.Cli;

namespace HmmSpec.Tests.Cli;

public sealed class ExplainTests
{
    private const string Scenario = """
        hmmspec 1
        title A page goes to a device and is loaded
        world processes=1 pages=4 devices=1 frames=4 swap=0 device-frames=2 iova=0

        attach d0 2 direct
        register p0 d0 0+4
        map p0 0+2 read-write
        store p0 1 7
        migrate-to-device p0 d0 1+1
        load p0 1 -> ok value=7
        expect p0 1 system

        """;

    private const string Beginning = """
        A page goes to a device and is loaded
        world processes=1 pages=4 devices=1 frames=4 swap=0 device-frames=2 iova=0
        profile strict

        #  operation                     allowed                                                 seen
        1  attach d0 2 direct            ok                                                      same
        2  register p0 d0 0+4            ok                                                      same
        3  map p0 0+2 read-write         ok                                                      same
             p0 pages 0 to 1  CPU entry  none in read-write mapping                              same
        4  store p0 1 7                  ok                                                      same
             p0 page 1  CPU entry        system write dirty young value=7 in read-write mapping  same
                        memory           system frame value=7 mappings=1 references=1            same
                        TLB              CPU write                                               same
        5  migrate-to-device p0 d0 1+1   ok pages=migrated                                       same
             p0 page 1  CPU entry        device d0 write value=7 in read-write mapping           same

        """;

    [Fact]
    public void Every_step_is_shown_with_what_is_allowed_and_the_lanes_of_its_pages()
    {
        using Command command = new();
        string file = command.Write("scenario.hmm", Scenario);

        Assert.Equal(ExitCode.Conforms, command.Run("explain", file));

        Assert.StartsWith(Beginning, command.Out, StringComparison.Ordinal);
        Assert.EndsWith("\nconforms\n", command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_of_pages_far_below_zero_name_no_page()
    {
        using Command command = new();
        string file = command.Write("scenario.hmm", Scenario + "remap p0 -1+-2147483648 -1 maymove 0\n");

        Assert.Equal(ExitCode.Conforms, command.Run("explain", file));

        Assert.Contains("  EFAULT", command.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("p0 page -", command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_seen_and_not_allowed_stands_beside_it()
    {
        using Command command = new() { Machines = Lies.Machines(Lies.LoadsAreWrong) };
        string file = command.Write("scenario.hmm", Scenario);

        Assert.Equal(ExitCode.Diverges, command.Run("explain", file));

        string load = command.Out.Split('\n').Single(line => line.StartsWith("6  load p0 1", StringComparison.Ordinal));
        Assert.Contains("  ok value=7  ", load, StringComparison.Ordinal);
        Assert.EndsWith("  ok value=8", load, StringComparison.Ordinal);
        Assert.Contains("\n1 more line was not run\n", command.Out, StringComparison.Ordinal);
        Assert.Contains("\nCPU-1 (rule; v9, linux-6.1)\n", command.Out, StringComparison.Ordinal);
        Assert.EndsWith("\ndiverges: CPU-1\n", command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_clauses_of_each_step_are_shown_on_request()
    {
        using Command command = new();
        string file = command.Write("scenario.hmm", Scenario);
        command.Run("explain", file);
        Assert.DoesNotContain("clauses", command.Out, StringComparison.Ordinal);

        command.Run("explain", file, "--clauses");
        Assert.Contains(" MIG-1 ", command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_file_wants_otherwise_than_the_specification_is_shown_at_its_line()
    {
        using Command command = new();
        string file = command.Write(
            "scenario.hmm",
            Scenario.Replace("value=7", "value=8", StringComparison.Ordinal) + "expect p0 1 swap\n"
        );

        Assert.Equal(ExitCode.Diverges, command.Run("explain", file));

        Assert.Contains("Expected ok value=8, found ok value=7.", command.Out, StringComparison.Ordinal);
        Assert.Contains("Expected p0 1 swap, found system", command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_terminal_sees_a_framed_table()
    {
        using Command command = new() { IsTerminal = true };
        string file = command.Write("scenario.hmm", Scenario);

        Assert.Equal(ExitCode.Conforms, command.Run("explain", file));
        Assert.Contains("│", command.Out, StringComparison.Ordinal);
        Assert.Contains("migrate-to-device p0 d0 1+1", command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_operations_that_take_turns_every_step_is_shown_with_who_takes_it_and_who_waits()
    {
        using Command command = new();
        string file = command.Write("turns.hmm", Turns);

        Assert.Equal(ExitCode.Conforms, command.Run("explain", file));

        Assert.StartsWith(Shown, command.Out, StringComparison.Ordinal);
        Assert.EndsWith("this is the reference alone\nconforms\n", command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_a_schedule_cannot_be_followed_the_reason_is_shown()
    {
        using Command command = new();
        string text = Turns.Replace("blocked b mmap-lock", "step b", StringComparison.Ordinal);
        string file = command.Write("turns.hmm", text);

        Assert.Equal(ExitCode.Diverges, command.Run("explain", file));

        string reason = "b cannot take a step: it waits for the mmap lock of p0, held by a for reading.";
        Assert.Contains($"step b\n        {reason}\n", command.Out, StringComparison.Ordinal);
        Assert.Contains("\n3 more lines were not run\n", command.Out, StringComparison.Ordinal);
    }

    private const string Turns = """
        hmmspec 1
        title A fault holds off a map
        world processes=1 pages=4 devices=1 frames=4 swap=0 device-frames=2 iova=0

        attach d0 2 direct
        register p0 d0 0+4
        map p0 0+2 read-write
        # The device faults, and comes first.
        begin a device-load p0 d0 0+1
        step a to "lock"
        begin b map p0 2+1 read
        blocked b mmap-lock
        expect p0 0 none
        end a -> ok value=0
        end b -> ok

        """;

    private const string Shown = """
        A fault holds off a map
        world processes=1 pages=4 devices=1 frames=4 swap=0 device-frames=2 iova=0
        profile strict

        #   who  step                                  clauses             what it does
                 attach d0 2 direct                                        -> ok
                 register p0 d0 0+4                                        -> ok
                 map p0 0+2 read-write                                     -> ok
                   p0 pages 0 to 1  CPU entry                              none in read-write mapping
                 # The device faults, and comes first.
            a    begins device-load p0 d0 0+1
        1   a    device fault                          MIR-9
        2   a    sample sequence number                FLT-1
        3   a    lock                                  FLT-1               +mmap p0 read, +fault p0 0+1 (d0)
            b    begins map p0 2+1 read
            b    waits for the mmap lock of p0, held by a for reading
                 blocked b mmap-lock                                       holds

        """;
}
