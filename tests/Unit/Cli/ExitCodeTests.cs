using HmmSpec.Cli;

namespace HmmSpec.Tests.Cli;

public sealed class ExitCodeTests
{
    [Fact]
    public void The_codes_and_their_precedence_are_those_of_the_design() =>
        Assert.Equal([70, 64, 65, 69, 74, 1, 3, 4, 2, 0], ExitCodes.Precedence.Select(code => (int)code));

    [Fact]
    public void Every_code_has_its_place_in_the_precedence() =>
        Assert.Equal(Enum.GetValues<ExitCode>().Order(), ExitCodes.Precedence.Order());

    [Theory]
    [InlineData(ExitCode.Conforms, ExitCode.Inconclusive, ExitCode.Inconclusive)]
    [InlineData(ExitCode.Inconclusive, ExitCode.Diverges, ExitCode.Diverges)]
    [InlineData(ExitCode.BadInput, ExitCode.Diverges, ExitCode.BadInput)]
    [InlineData(ExitCode.Conforms, ExitCode.Conforms, ExitCode.Conforms)]
    public void Of_several_causes_the_graver_one_counts(ExitCode left, ExitCode right, ExitCode expected)
    {
        Assert.Equal(expected, ExitCodes.First(left, right));
        Assert.Equal(expected, ExitCodes.First(right, left));
    }
}
