#!/usr/bin/env perl
# A second verifier of records, written from the README's appendix alone; it shares no code with the program.
#   perl verify.pl RECORD.db [FILE-WITH-CHECKPOINTS]
# Prints a fault a line and ends with 4, or one line and ends with 0. Needs Perl 5.20 and the sqlite3 shell.
use strict;
use warnings;
use Digest::SHA qw(sha256);
use MIME::Base64 qw(decode_base64 encode_base64);

my ($file, $held_file) = @ARGV;
my @entities = qw(actor alias membership source claim tag statement evidence bearing relation verdict reliance
    citation merger original distinction operation);
my (@faults, $origin, %no_reason);    # the last: the operations whose reasons were redacted
sub check($$) { my ($well, $says) = @_; push @faults, $says if !$well; return $well }
sub slurp { open my $in, '<:raw', $_[0] or die "$_[0]: $!\n"; local $/; return scalar <$in> }
sub node { return sha256("\x01$_[0]$_[1]") }

my %short = ('"' => '\"', '\\' => '\\\\', "\n" => '\n', "\r" => '\r', "\t" => '\t', "\b" => '\b', "\f" => '\f');
my %long = reverse %short;
sub quoted { return '"' . $_[0] =~ s/(["\\\x00-\x1f])/$short{$1} \/\/ sprintf '\u%04x', ord $1/ger . '"' }
sub unquoted { return $_[0] =~ s/^"|"$//gr =~ s/(\\(?:u00([0-9a-f]{2})|.))/defined $2 ? chr hex $2 : $long{$1}/ger }
sub object {
    my %of = @_;
    return '{' . join(',', map { quoted($_) . ":$of{$_}" } grep { defined $of{$_} } sort keys %of) . '}';
}
sub sqlite {
    open my $out, '-|', qw(sqlite3 -batch -init /dev/null), $file, @_ or die "sqlite3: $!\n";
    chomp(my @said = <$out>);
    return close $out ? @said : die "sqlite3 cannot read $file\n";
}
sub rows {    # of a table: texts as canonical JSON, integers in decimal, blobs as bytes, NULL as undef
    my ($table, $key) = @_;
    my @names = sqlite("SELECT name FROM pragma_table_info('$table')");
    my $cells = join q( || ' ' || ), map {"typeof($_) || ':' || hex($_)"} @names;
    return map { my %row; @row{@names} = map { value(split /:/) } split / /; \%row }
        sqlite("SELECT $cells FROM $table ORDER BY $key");
}
sub value {
    my ($type, $bytes) = ($_[0], pack 'H*', $_[1] // '');
    return $type eq 'null' ? undef : $type eq 'text' ? quoted($bytes) : $bytes;
}
sub held {    # the checkpoints in a text, however it was folded: origin, size and root
    my $text = ($_[0] // '') =~ s/<[^<>]*>|&#160;|\\|\s+//gr =~ s/&#45;/-/gr;
    my ($uuid, @found) = join '-', map {"[0-9a-f]{$_}"} 8, 4, 4, 4, 12;
    push @found, [ $1, $2, decode_base64($3) ] while $text =~ m{checkpoint($uuid)(0|[1-9]\d{0,17})([\w+/]{43}=)}ga;
    return @found;
}

sub verify_record {
    my ($kept, @others) = rows('checkpoint', 'origin');
    check($kept && !@others, 'there is not one checkpoint') or return;
    $origin = $kept->{origin};
    my ($n, $last, @operations) = (0, 0, rows('operation', 'number'));
    for (@operations) {
        my $follows = $_->{number} == ++$n && $_->{first} == $last + 1 && ($_->{undoes} // 0) < $n;
        check($follows, "operation $_->{number} does not follow, or undoes a later one");
        $last = $_->{last};
    }
    my (%of, @full, %latest);
    my %roots = ($n = 0, sha256(''));
    my @coming = @operations;
    for my $change (rows('change', 'seq')) {
        check($change->{seq} == ++$n, "change $n is gone") or last;
        shift @coming while @coming && $coming[0]{last} < $n;
        my ($entity, $number) = (unquoted($change->{entity}), $change->{number});
        push @{ $of{$entity}{$number} }, { %$change, operation => $coming[0] };
        if ($change->{action} eq '"recorded"') {
            check($number > ($latest{$entity} // 0), "change $n: numbers do not ascend");
            $latest{$entity} = $number;
        }
        push @full, $change->{leaf};    # then the full subtrees are folded
        for (my $rest = $n; !($rest & 1); $rest >>= 1) { my $right = pop @full; push @full, node(pop @full, $right) }
        my ($root, @above) = reverse @full;
        $root = node($_, $root) for @above;
        $roots{$n} = $root;
    }
    check($last == $n, 'the operations do not end where the changes end');
    my $agrees = $kept->{size} == $n && $kept->{root} eq ($roots{$n} // q()) && $kept->{nodes} eq join '', @full;
    check($agrees, 'the checkpoint is not that of the changes');
    for my $number (keys %{ $of{operation} }) {
        $no_reason{$number} = 1 if grep { $_->{action} eq '"redacted"' } @{ $of{operation}{$number} };
    }
    for my $entity (@entities) {
        my $changes = delete $of{$entity} // {};
        for my $row ($entity eq 'operation' ? grep { $changes->{ $_->{number} } } @operations : rows($entity, 'id')) {
            my $number = $row->{id} // $row->{number};
            my $changed = check(delete $changes->{$number}, "$entity $number is not in the ledger") or next;
            verify_row($entity, $row, @$changed);
        }
        check(0, "$entity $_ is gone") for keys %$changes;
    }
    check(0, "there is no table $_") for keys %of;
    for (held($held_file && slurp($held_file))) {
        my $continues = quoted($_->[0]) eq $origin && ($roots{ $_->[1] } // '') eq $_->[2];
        check($continues, "the checkpoint of $_->[1] changes is not continued");
    }
    return "ok: $n changes, " . encode_base64($kept->{root}, '');
}

sub verify_row {    # walks a row back from what it is now, change by change
    my ($entity, $row, @changes) = @_;
    my ($is_operation, $is_redacted) = ($entity eq 'operation', 0);
    my $reason = $is_operation && $no_reason{ $row->{number} } ? $row->{reason} // q() : q("[redacted]");
    check($reason eq q("[redacted]"), "a reason that was redacted is there");
    while (my $change = pop @changes) {
        my ($seq, $salt, $operation) = (@$change{qw(seq salt)}, $change->{operation} // { first => 'inf' });
        my $action = unquoted($change->{action});
        my $before = defined $change->{before} ? unquoted($change->{before}) : undef;
        my $is_first = !@changes && !$is_operation;
        check(($action eq 'recorded') == $is_first, "change $seq: a row is recorded once and first");
        check($action =~ /^(recorded|withdrawn|redacted|edited|restored)$/, "change $seq: nobody can do that");
        check(!defined $before || $action =~ /^(edited|restored)$/, "change $seq replaced nothing");
        if (!check($operation->{first} <= $seq, "change $seq belongs to no operation")) { }
        elsif (!defined $salt) {
            my $lost_reason = $action ne 'redacted' && $no_reason{ $operation->{number} };
            check($lost_reason || $is_redacted && !defined $before, "change $seq has no salt");
        } elsif (check($row, "change $seq: its row was redacted, and its salt was not")) {
            my %said = (%$change{qw(action entity seq)}, %$operation{qw(at by reason undoes)}, before => $before,
                operation => $operation->{number}, origin => $origin, row => object(%$row));
            check(sha256("\x00$salt" . object(%said)) eq $change->{leaf}, "change $seq: it is not what was hashed");
        }
        if ($action eq 'redacted') { ($is_redacted, $row) = (1, undef) }
        my %held = ($before // '') =~ /[{,]"((?:[^"\\]|\\.)*)":("(?:[^"\\]|\\.)*"|-?\d+|null)/g;
        %held = map { ("withdrawn_$_" => 'null') } qw(at by reason) if $action eq 'withdrawn';
        $row &&= { %$row, map { ($_ => $held{$_} eq 'null' ? undef : $held{$_}) } keys %held };
    }
}

my $well = verify_record();
print map {"$_\n"} @faults ? @faults : $well;
exit(@faults ? 4 : 0);
