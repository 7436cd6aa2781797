using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Races;

/// <summary>What an operation reports is what its commits did.</summary>
public sealed class CommitLedgerTests
{
    private static readonly World World = new(2, 4, 1, 4, 1, 1, 1);
    private static readonly PageRange Two = new(0, 2);

    private static readonly FlatMemory Mapped = FlatMemory
        .Initial(World)
        .After(FlatEffect.On(FlatEffectKind.Map, 0, Two) with { Protection = Protection.ReadWrite })
        .After(Stored(0, 7))
        .After(Stored(1, 8));

    public static TheoryData<string, string, bool> Accesses =>
        new()
        {
            { "load p0 0 -> ok value=7", "load 0 7", true },
            { "load p0 0 -> ok value=6", "load 0 7", false },
            { "load p0 0 -> ok value=7", "", false },
            { "load p0 0 -> ok value=7", "load 0 7, load 0 7", false },
            { "load p0 0 -> ok value=8", "load 1 8", false },
            { "load p0 0 -> SIGSEGV", "no-load 0", true },
            { "load p0 0 -> SIGSEGV", "", false },
            { "load p0 0 -> SIGSEGV", "no-load 0, no-load 0", false },
            { "load p0 0 -> SIGSEGV", "no-store 0", false },
            { "load p0 9 -> SIGSEGV", "", true },
            { "load p0 0 -> ENOMEM", "", true },
            { "load p0 0 -> ENOMEM", "load 0 7", false },
            { "store p0 0 5 -> ok", "store 0 5", true },
            { "store p0 0 5 -> ok", "store 0 6", false },
            { "store p0 0 5 -> ok", "store 0 5, store 0 5", false },
            { "store p0 0 5 -> SIGSEGV", "no-store 0", true },
            { "device-load p0 d0 0+2 -> ok values=7,8", "load 0 7, load 1 8", true },
            { "device-load p0 d0 0+2 -> ok values=7,8", "load 1 8, load 0 7", false },
            { "device-load p0 d0 0+2 -> ok values=7,9", "load 0 7, load 1 8", false },
            { "device-load p0 d0 0+2 -> ok values=7,8", "load 0 7", false },
            { "device-load p0 d0 0+2 -> EFAULT", "load 0 7, no-load 1", true },
            { "device-load p0 d0 0+2 -> EFAULT", "no-load 1", true },
            { "device-load p0 d0 0+2 -> EFAULT", "load 0 7, no-load 0", false },
            { "device-load p0 d0 0+2 -> EFAULT", "no-load 0, no-load 1", false },
            { "device-store p0 d0 0+2 5 -> ok", "store 0 5, store 1 6", true },
            { "device-store p0 d0 0+2 5 -> ok", "store 0 5, store 1 5", false },
            { "device-store p0 d0 0+2 5 -> EPERM", "store 0 5, no-store 1", true },
            { "device-store p0 d0 0+2 5 -> EPERM", "store 0 5", false },
            { "device-store p0 d0 0+2 5 -> ENODEV", "store 0 5", true },
            { "range-fault p0 d0 0+2 default=fault -> EPERM", "no-store 1", true },
            { "range-fault p0 d0 0+2 default=fault -> EPERM", "", false },
            { "range-fault p0 d0 0+2 default=fault -> ok", "no-load 1", false },
            { "range-fault p0 d0 0+2 default=fault -> ok", "load 0 7", false },
            { "swap-out p0 0 -> ok", "", true },
            { "swap-out p0 0 -> ok", "load 0 7", false },
        };

    public static TheoryData<string, string, bool> Ranges =>
        new()
        {
            { "map p0 2+2 read -> ok", "map 2+2", true },
            { "map p0 2+2 read -> ok", "", false },
            { "map p0 2+2 read -> ok", "map 2+1", false },
            { "map p0 0+2 read -> EEXIST", "", true },
            { "map p0 0+2 read -> EEXIST", "map 0+2", false },
            { "unmap p0 0+2 -> ok", "unmap 0+2", true },
            { "unmap p0 0+2 -> ok", "unmap 0+1", false },
            { "unmap p0 0+2 -> ok", "unmap 0+1, unmap 1+1", true },
            { "unmap p0 2+2 -> ok", "", true },
            { "unmap p0 0+2 -> ok", "unmap 0+2, store 0 1", false },
            { "unmap p0 0+9 -> EINVAL", "", true },
            { "unmap p0 0+9 -> EINVAL", "unmap 0+2", false },
            { "protect p0 0+2 read -> ok", "protect 0+2", true },
            { "protect p0 0+2 read -> ok", "protect 0+1", false },
            { "protect p0 0+2 read-write -> ok", "", true },
            { "protect p0 1+2 read -> ENOMEM", "protect 1+1", true },
            { "dontneed p0 0+2 -> ok", "discard 0+1, discard 1+1", true },
            { "dontneed p0 0+2 -> ok", "discard 0+1", false },
            { "fork p0 p1 -> ok", "create, copy 0+2", true },
            { "fork p0 p1 -> ok", "create, copy 0+1", false },
            { "fork p0 p1 -> ok", "copy 0+2", false },
            { "fork p0 p1 -> EEXIST", "", true },
            { "fork p0 p1 -> EEXIST", "create", false },
            { "exit p0 -> ok", "exit", true },
            { "exit p0 -> ok", "", false },
        };

    [Theory]
    [MemberData(nameof(Accesses))]
    [MemberData(nameof(Ranges))]
    public void An_outcome_is_what_the_commits_account_for(string reported, string commits, bool accounts)
    {
        string[] parts = reported.Split(" -> ");
        Assert.True(OperationText.TryParse(parts[0], out Operation? operation, out _));
        Outcome outcome = OutcomeOf(parts[1]);

        Assert.Equal(accounts, Problem(operation!, outcome, commits) is null);
    }

    [Fact]
    public void A_page_that_another_has_discarded_meanwhile_need_not_be_discarded_again()
    {
        CommitLedger ledger = CommitLedger.Of(2).Begin(0, new DontNeed(0, Two), Mapped);
        ledger = ledger.Begin(1, new Store(0, 0, 0), Mapped);

        FlatMemory zeroed = Mapped.After(Stored(0, 0));
        ledger = ledger.After(1, Step(Stored(0, 0), Outcome.Ok), Mapped, zeroed, out Violation? ofStore);
        FlatMemory stored = zeroed.After(Stored(0, 3));
        FlatEffect discarded = FlatEffect.On(FlatEffectKind.Discard, 0, new PageRange(1, 1));
        ledger.After(0, Step(discarded, Outcome.Ok), stored, stored.After(discarded), out Violation? ofDiscard);

        Assert.Null(ofStore);
        Assert.Null(ofDiscard);
    }

    private static Violation? Problem(Operation operation, Outcome outcome, string commits)
    {
        FlatMemory flat = Mapped;
        CommitLedger ledger = CommitLedger.Of(1).Begin(0, operation, flat);
        Violation? problem = null;
        foreach (string commit in commits.Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            FlatEffect effect = EffectOf(commit.Split(' '));
            FlatMemory after = flat.After(effect);
            ledger = ledger.After(0, Step(effect, null), flat, after, out problem);
            flat = after;
            Assert.Null(problem);
        }

        ledger.After(0, Step(FlatEffect.None, outcome), flat, flat, out problem);
        return problem;
    }

    private static FlatEffect Stored(int page, ulong value) => FlatEffect.Access(0, page, write: true, value);

    private static Successor Step(FlatEffect effect, Outcome? outcome) =>
        new(
            State.Initial(World, Profile.Strict),
            outcome is null ? new Going() : null,
            outcome ?? default,
            default,
            effect,
            [],
            default,
            default
        );

    private static FlatEffect EffectOf(string[] words)
    {
        int[] numbers = [.. words.Skip(1).SelectMany(static word => word.Split('+')).Select(int.Parse)];
        PageRange range = numbers.Length == 2 ? new PageRange(numbers[0], numbers[1]) : default;
        return words[0] switch
        {
            "load" => FlatEffect.Access(0, numbers[0], write: false, (ulong)numbers[1]),
            "store" => FlatEffect.Access(0, numbers[0], write: true, (ulong)numbers[1]),
            "no-load" => FlatEffect.Refused(0, numbers[0], write: false),
            "no-store" => FlatEffect.Refused(0, numbers[0], write: true),
            "map" => FlatEffect.On(FlatEffectKind.Map, 0, range) with { Protection = Protection.Read },
            "unmap" => FlatEffect.On(FlatEffectKind.Unmap, 0, range),
            "protect" => FlatEffect.On(FlatEffectKind.Protect, 0, range) with { Protection = Protection.Read },
            "discard" => FlatEffect.On(FlatEffectKind.Discard, 0, range),
            "create" => FlatEffect.On(FlatEffectKind.Create, 0, default) with { Child = 1 },
            "copy" => FlatEffect.On(FlatEffectKind.Copy, 0, range) with { Child = 1, Protection = Protection.Read },
            _ => FlatEffect.On(FlatEffectKind.Exit, 0, World.AddressSpace),
        };
    }

    private static Outcome OutcomeOf(string text)
    {
        string[] words = text.Split(' ');
        Outcome outcome = Outcome.Fail(words[0] == "ok" ? Status.Ok : Enum.Parse<Status>(words[0]));
        if (words.Length == 1)
        {
            return outcome;
        }

        Sequence<ulong> values = [.. words[1].Split('=')[1].Split(',').Select(ulong.Parse)];
        return values.Count == 1 ? outcome with { Value = values[0] } : outcome with { Values = values };
    }

    private sealed record Going : Activity
    {
        public override Successors Next(State state) => Blocked.PageLock;

        public override Activity Through(ILocals locals) => this;
    }
}
