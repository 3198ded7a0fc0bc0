using System.Text;
using CustomerService.Core.Privacy;

namespace CustomerService.Core.Tests.Privacy;

public sealed class MemberProofTests
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("a secret for tests only");

    [Fact]
    public void Sign_KnownInput_IsHmacSha256InHex() =>
        // printf %s M1001 | openssl dgst -sha256 -hmac "a secret for tests only"
        MemberProof.Sign(Secret, "M1001").ShouldBe("d0eb23a81a09912c2959903411f5ee7517bc1a5fe8dd2f64542dbd0e1020595c");

    [Fact]
    public void Verify_OwnProof_IsTrueInEitherCase()
    {
        var proof = MemberProof.Sign(Secret, "M1001");
        MemberProof.Verify(Secret, "M1001", proof).ShouldBeTrue();
        MemberProof.Verify(Secret, "M1001", proof.ToUpperInvariant()).ShouldBeTrue();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("zz")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public void Verify_WrongProof_IsFalse(string? proof) => MemberProof.Verify(Secret, "M1001", proof).ShouldBeFalse();

    [Fact]
    public void Verify_ProofWithMoreBehind_IsFalse() =>
        MemberProof.Verify(Secret, "M1001", MemberProof.Sign(Secret, "M1001") + "00").ShouldBeFalse();

    [Fact]
    public void Verify_AnotherMembersProof_IsFalse() =>
        MemberProof.Verify(Secret, "M1002", MemberProof.Sign(Secret, "M1001")).ShouldBeFalse();

    [Fact]
    public void Verify_NoMember_IsFalse()
    {
        MemberProof.Verify(Secret, null, MemberProof.Sign(Secret, "-")).ShouldBeFalse();
        MemberProof.Verify(Secret, "", MemberProof.Sign(Secret, "-")).ShouldBeFalse();
    }

    [Fact]
    public void Sign_ShortSecret_Throws() => Should.Throw<ArgumentException>(() => MemberProof.Sign([1], "M1001"));
}
