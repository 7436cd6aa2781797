using HmmSpec.Spec;

namespace HmmSpec.Tests.Flat;

/// <summary>What advice changes of a VMA.</summary>
public sealed class VmaTests
{
    private const VmaFlags All = VmaFlags.DontFork | VmaFlags.WipeOnFork;

    [Theory]
    [InlineData(Advice.Free, VmaFlags.None, VmaFlags.None)]
    [InlineData(Advice.Cold, All, All)]
    [InlineData(Advice.PageOut, All, All)]
    [InlineData(Advice.Remove, All, All)]
    [InlineData(Advice.DontFork, VmaFlags.None, VmaFlags.DontFork)]
    [InlineData(Advice.DoFork, All, VmaFlags.WipeOnFork)]
    [InlineData(Advice.WipeOnFork, VmaFlags.None, VmaFlags.WipeOnFork)]
    [InlineData(Advice.KeepOnFork, All, VmaFlags.DontFork)]
    public void Advice_about_fork_is_remembered_and_other_advice_is_not(
        Advice advice,
        VmaFlags before,
        VmaFlags after
    ) => Assert.Equal(after, (new Vma(new PageRange(0, 1), Protection.Read) with { Flags = before }).Advised(advice));
}
