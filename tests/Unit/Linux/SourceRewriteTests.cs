using HmmSpec.Linux;

namespace HmmSpec.Tests.Linux;

public sealed class SourceRewriteTests
{
    private const string Source = """
        static int second(int a);

        static int first(int a)
        {
        	second(a);
        	return a;
        }

        static int
        second(int a)
        {
        	a++;
        	a++;
        	return a;
        }

        """;

    [Fact]
    public void What_stands_in_the_function_is_replaced() =>
        Assert.Equal(
            Source.Replace("a++;\n\ta++;\n\treturn a;", "a++;\n\ta++;\n\treturn 0;", StringComparison.Ordinal),
            new SourceRewrite("second", "return a;", "return 0;").Apply(Source)
        );

    [Theory]
    [InlineData("third", "a++", "third has no 'a++'")]
    [InlineData("first", "a++", "first has no 'a++'")]
    [InlineData("second", "a++", "second has 'a++' twice")]
    public void What_does_not_stand_there_once_is_refused(string function, string find, string reason)
    {
        LinuxException exception = Assert.Throws<LinuxException>(() =>
            new SourceRewrite(function, find, "").Apply(Source)
        );
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }
}
