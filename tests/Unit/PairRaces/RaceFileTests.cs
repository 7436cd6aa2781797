using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.PairRaces;

/// <summary>Operations on files beside accesses of processes and devices that map them.</summary>
public sealed class RaceFileTests
{
    private const ulong Old = 65_536; // What the first page of the first file begins with.

    private static readonly World Small = new(1, 2, 1, 6, 2, 2, 2) { Files = 1, FilePages = 2 };
    private static readonly PageRange First = new(0, 1);
    private static readonly PageRange Both = new(0, 2);

    public static TheoryData<string> Sharings => ["shared", "private"];

    [Theory]
    [MemberData(nameof(Sharings))]
    public void A_load_beside_a_truncation_comes_before_it_or_after_it(string sharing)
    {
        Operation cut = new Truncate(0, 0);
        (Operation, Outcome) after = (new Load(0, 0), Outcome.Fail(Status.SIGBUS));
        RaceExpectation race = Mapped(sharing);
        race.Holds((new Load(0, 0), Answer.Of(Outcome.Of(Old))), (cut, Ok), after, allowed: true);
        race.Holds((new Load(0, 0), Answer.Of(after.Item2)), (cut, Ok), after, allowed: true);
        race.Holds((new Load(0, 0), Answer.Of(Outcome.Of(0))), (cut, Ok), after, allowed: false);
    }

    [Theory]
    [MemberData(nameof(Sharings))]
    public void No_entry_outlives_a_page_that_is_cut_off(string sharing)
    {
        RaceExpectation race = Mapped(sharing);
        DeviceLoad load = new(0, 0, First);
        (Operation, Answer) beside = (load, Answer.Of(Outcome.Of(Old)));
        (Operation, Answer) cut = (new Truncate(0, 0), Ok);
        race.Holds(beside, cut, (load, Outcome.Fail(Status.EFAULT)), allowed: true);
        race.Holds(beside, cut, (load, Outcome.Of(Old)), allowed: false);
        race.Holds(beside, cut, (new Load(0, 0), Outcome.Of(Old)), allowed: false);
    }

    [Theory]
    [InlineData("shared", 1, true)]
    [InlineData("shared", 0, true)]
    [InlineData("shared", Old, false)]
    [InlineData("private", 1, true)]
    [InlineData("private", 0, false)]
    public void A_store_beside_a_hole_that_is_punched_is_there_or_zeroed_and_a_copy_stays(
        string sharing,
        ulong value,
        bool allowed
    ) =>
        Mapped(sharing)
            .Holds(
                (new PunchHole(0, First), Ok),
                (new Store(0, 0, 1), Ok),
                (new Load(0, 0), Outcome.Of(value)),
                allowed
            );

    [Theory]
    [InlineData("SIGSEGV", Old, true)]
    [InlineData("ok", Old, true)]
    [InlineData("ok", 0, false)]
    public void A_load_beside_a_mapping_finds_it_or_not(string loaded, ulong value, bool allowed)
    {
        Outcome outcome = loaded == "ok" ? Outcome.Of(value) : Outcome.Fail(Status.SIGSEGV);
        new RaceExpectation(Small, Profile.Linux61, []).Holds(
            (new MapFile(0, Both, Protection.Read, 0, 0, Sharing.Shared), Ok),
            (new Load(0, 0), Answer.Of(outcome)),
            (new Load(0, 0), Outcome.Of(Old)),
            allowed
        );
    }

    private static Answer Ok => Answer.Of(Outcome.Ok);

    private static RaceExpectation Mapped(string sharing) =>
        new(
            Small,
            Profile.Linux61,
            [
                new Attach(0, 2, DmaKind.Direct, 0),
                new Register(0, 0, Both),
                new MapFile(
                    0,
                    Both,
                    Protection.ReadWrite,
                    0,
                    0,
                    sharing == "shared" ? Sharing.Shared : Sharing.Private
                ),
            ]
        );
}
