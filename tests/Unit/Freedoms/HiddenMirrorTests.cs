using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Freedoms;

/// <summary>What may come of entries of a mirror that nobody sees.</summary>
public sealed class HiddenMirrorTests
{
    private readonly AnswerJudge _judge = new(World.Default, Profile.Linux61, []);
    private State _state = ReferenceModel.Init(World.Default, Profile.Linux61);

    /// <summary>A race on Linux found that the oracle took the page for one that had to be brought back.</summary>
    [Fact]
    public void A_page_that_a_device_has_for_itself_is_spared_a_fault_that_begins_behind_it()
    {
        Do(new Attach(0, 4, DmaKind.Direct, 0));
        Do(new Register(0, 0, World.Default.AddressSpace));
        Do(new Map(0, new PageRange(0, 4), Protection.ReadWrite));
        Do(new MakeExclusive(0, 0, new PageRange(1, 2)));
        _state = ReferenceModel.Run(_state, new DropEntry(0, 0, 1)).After;
        Do(new DeviceStore(0, 0, new PageRange(1, 1), 1));
        Do(new DeviceLoad(0, 0, new PageRange(1, 3)));
        Assert.Equal(PteKind.DeviceExclusive, _state.Processes[0].PageTable[2].Kind);
    }

    private void Do(Operation operation)
    {
        Transition transition = ReferenceModel.Run(_state, operation);
        _state = transition.After;
        Answer answer = Answer.Of(transition.Outcome) with
        {
            Touched =
            [
                .. Enumerable.Range(0, 4).Select(page => PageObservation.Of(_state, 0, page) with { Mirrors = [] }),
            ],
        };
        Assert.Equal(JudgementKind.Allowed, _judge.Apply(operation, answer).Kind);
    }
}
