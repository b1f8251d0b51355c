use watershed::prelude::*;

#[queue(fifo)]
struct ReturnedParcelsThatNobodyCameToCollect(Parcel);

#[function(queue(ReturnedParcelsThatNobodyCameToCollect))]
async fn send_parcels_back_to_where_they_came_from(Message(parcel): Message<Parcel>) {}

fn main() {
    watershed::run();
}
