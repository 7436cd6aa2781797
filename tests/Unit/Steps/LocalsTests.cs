using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Steps;

/// <summary>Locals that are made of others are written number by number, and read again.</summary>
public sealed class LocalsTests
{
    public static TheoryData<Vma> Vmas
    {
        get
        {
            TheoryData<Vma> vmas = [];
            foreach (Protection protection in Enum.GetValues<Protection>())
            {
                foreach (VmaFlags flags in Enumerable.Range(0, 8).Select(static bits => (VmaFlags)bits))
                {
                    vmas.Add(new Vma(new PageRange(3, 2), protection) { Flags = flags });
                    vmas.Add(Of(BackingKind.Private, protection, flags));
                    vmas.Add(Of(BackingKind.Shared, protection, flags));
                }
            }

            return vmas;
        }
    }

    [Theory]
    [MemberData(nameof(Vmas))]
    public void A_vma_is_read_as_it_was_written(Vma vma)
    {
        Numbers written = new([]);
        Assert.Equal(vma, written.Vma(vma));
        // Of anonymous memory its pages and rights; of a file the file and the page of it too.
        Assert.Equal(vma.Backing.IsFile ? 5 : 3, written.All.Count);

        Numbers read = new(written.All);
        Assert.Equal(vma, read.Vma(default));
        Assert.Empty(read.All);
    }

    [Fact]
    public void The_items_of_a_sequence_are_read_as_they_were_written()
    {
        Sequence<int> items = [4, 0, 9];
        Numbers written = new([]);
        Assert.Equal(items, written.Each(items, static (locals, item) => locals.Number(item)));
        Assert.Equal([3, 4, 0, 9], written.All);
        Assert.Equal(items, new Numbers(written.All).Each<int>([], static (locals, item) => locals.Number(item)));
    }

    [Fact]
    public void The_items_of_a_sequence_are_renamed_each() =>
        Assert.Equal([-4, 0, -9], new Opposite().Each([4, 0, 9], static (locals, item) => locals.Device(item)));

    private static Vma Of(BackingKind kind, Protection protection, VmaFlags flags) =>
        new(new PageRange(3, 2), protection, new Backing(kind, 2, -1)) { Flags = flags };

    // Reads the numbers that it is given; without any it writes.
    private sealed class Numbers(IEnumerable<int> given) : OtherLocals
    {
        private readonly bool _reads = given.Any();

        public Queue<int> All { get; } = new(given);

        public override int Number(int number)
        {
            if (_reads)
            {
                return All.Dequeue();
            }

            All.Enqueue(number);
            return number;
        }
    }

    private sealed class Opposite : OtherLocals
    {
        public override int Device(int device) => -device;
    }

    private abstract class OtherLocals : ILocals
    {
        public bool Keeps => false;

        public virtual int Number(int number) => number;

        public bool Flag(bool flag) => flag;

        public ulong Value(ulong value) => value;

        public int Process(int process) => process;

        public virtual int Device(int device) => device;

        public Target Target(Target target) => target;

        public int Iova(int device, int iova) => iova;

        public Pte Entry(Pte entry) => entry;

        public int Window(int id) => id;

        public long Sample(int process, int device, long sampled) => sampled;
    }
}
